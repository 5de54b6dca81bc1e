import { Suspense } from 'react';
import { useIntl } from 'react-intl';
import { About } from '../parts/about.ts';
import { OverPage } from '../parts/over-page.tsx';
import { Unread } from '../parts/unread.tsx';
import { formOf } from './load-form.ts';
import type { FormProps } from './registry.ts';

/** The form of a step, over whatever page one is on. */
export function FormDialog(opened: FormProps) {
  const intl = useIntl();
  const { step, client, onDone } = opened;
  const Form = formOf(step);
  const label = intl.formatMessage(
    { id: 'form.title' },
    { client, what: intl.formatMessage({ id: `step.${step}` }) },
  );
  return (
    <OverPage label={label} onClose={onDone}>
      <About value={{ enrollmentId: opened.enrollmentId, client, onLeave: onDone }}>
        <Suspense fallback={<Unread problem={null} />}>
          <Form {...opened} />
        </Suspense>
      </About>
    </OverPage>
  );
}
