import { lazy, Suspense, useEffect, useRef } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { IconDots } from '@tabler/icons-react';
import type { CommandType } from '../../kit/http/command.ts';
import { FormDialog } from '../forms/form-dialog.tsx';
import { offered } from '../forms/registry.ts';
import { withWords } from '../language/page-words.ts';
import { usePlace } from '../session/place.ts';
import { useSignedIn } from '../session/use-me.ts';
import { OverPage } from './over-page.tsx';
import { Unread } from './unread.tsx';
import styles from './record-menu.module.css';

const RecordSteps = lazy(async () => ({
  default: (await withWords(import('./record-steps.tsx'))).RecordSteps,
}));

type Props = { enrollmentId: string; client: string };

/** All that can be recorded of a client, where no duty asks for it: the forms of the steps that the reader may send. */
export function RecordMenu({ enrollmentId, client }: Props) {
  const intl = useIntl();
  const { operations } = useSignedIn();
  const [opened, setOpened] = usePlace<CommandType | 'menu'>(`menu/${enrollmentId}`);
  const opener = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  // From a form that the menu opened as well the focus goes back to where it all began.
  useEffect(() => {
    if (opened === null && wasOpen.current) opener.current?.focus();
    wasOpen.current = opened !== null;
  }, [opened]);
  if (!offered.some(({ steps }) => steps.some((step) => operations.includes(`command:${step}`)))) return null;
  const close = () => setOpened(null);
  const title = intl.formatMessage({ id: 'menu.title' }, { client });
  return (
    <>
      <button
        ref={opener}
        type="button"
        className={styles['opens']}
        aria-label={title}
        onClick={() => setOpened('menu')}
      >
        <IconDots size={18} aria-hidden="true" />
        <FormattedMessage id="menu.open" />
      </button>
      {opened === 'menu' && (
        <OverPage label={title} onClose={close}>
          <h2>{title}</h2>
          <Suspense fallback={<Unread problem={null} />}>
            <RecordSteps {...{ enrollmentId, client }} onChoose={setOpened} />
          </Suspense>
          <button type="button" onClick={close}>
            <FormattedMessage id="form.close" />
          </button>
        </OverPage>
      )}
      {opened !== null && opened !== 'menu' && (
        <FormDialog {...{ step: opened, enrollmentId, client, duty: null }} onDone={close} />
      )}
    </>
  );
}
