import { lazy, Suspense } from 'react';
import { useIntl } from 'react-intl';
import type { Me } from '../server/replies.ts';
import { OverPage } from './over-page.tsx';
import { Unread } from './unread.tsx';

/** The form brings the pathway's own judgement with it: it comes after the page, not with it. */
export const contactForm = () => import('../forms/log-contact/form.tsx');
const LogContactForm = lazy(async () => ({ default: (await contactForm()).LogContactForm }));

type Props = { enrollmentId: string; client: string; me: Me; onDone: () => void };

/** A contact is recorded over whatever page one is on. */
export function ContactDialog({ enrollmentId, client, me, onDone }: Props) {
  const intl = useIntl();
  return (
    <OverPage label={intl.formatMessage({ id: 'contact.title' }, { client })} onClose={onDone}>
      <Suspense fallback={<Unread problem={null} />}>
        <LogContactForm enrollmentId={enrollmentId} client={client} me={me} onDone={onDone} />
      </Suspense>
    </OverPage>
  );
}
