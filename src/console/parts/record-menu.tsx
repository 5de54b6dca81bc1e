import { useEffect, useRef } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { IconDots } from '@tabler/icons-react';
import type { CommandType } from '../../kit/http/command.ts';
import { FormDialog } from '../forms/form-dialog.tsx';
import { offered } from '../forms/registry.ts';
import { usePlace } from '../session/place.ts';
import { useSignedIn } from '../session/use-me.ts';
import { OverPage } from './over-page.tsx';
import styles from './record-menu.module.css';

type Props = { enrollmentId: string; client: string };

/** All that can be recorded of a client, where no duty asks for it: the forms of the steps that the reader may send. */
export function RecordMenu({ enrollmentId, client }: Props) {
  const intl = useIntl();
  const { operations } = useSignedIn();
  const [place, setOpened] = usePlace(`menu/${enrollmentId}`);
  const opened = place as CommandType | 'menu' | null;
  const opener = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  // From a form that the menu opened as well the focus goes back to where it all began.
  useEffect(() => {
    if (opened === null && wasOpen.current) opener.current?.focus();
    wasOpen.current = opened !== null;
  }, [opened]);
  const groups = offered
    .map(({ group, steps }) => ({
      group,
      steps: steps.filter((step) => operations.includes(`command:${step}`)),
    }))
    .filter(({ steps }) => steps.length > 0);
  if (groups.length === 0) return null;
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
          {groups.map(({ group, steps }) => (
            <section
              key={group}
              className={styles['group']}
              aria-label={intl.formatMessage({ id: `menu.${group}` })}
            >
              <h3>
                <FormattedMessage id={`menu.${group}`} />
              </h3>
              <div className={styles['steps']}>
                {steps.map((step) => (
                  <button key={step} type="button" onClick={() => setOpened(step)}>
                    <FormattedMessage id={`step.${step}`} />
                  </button>
                ))}
              </div>
            </section>
          ))}
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
