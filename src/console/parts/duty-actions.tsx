import { FormattedMessage, useIntl } from 'react-intl';
import type { CommandType } from '../../kit/http/command.ts';
import type { Actions } from '../forms/actions.ts';
import { FormDialog } from '../forms/form-dialog.tsx';
import { usePlace } from '../session/place.ts';
import styles from './duty-actions.module.css';

type Props = { enrollmentId: string; client: string; actions: Actions };

/** What can be done about a duty, in place: the step that meets it, and behind "More" whatever else there is. */
export function DutyActions({ enrollmentId, client, actions }: Props) {
  const intl = useIntl();
  const { duty, first, others, visit, clock } = actions;
  const [opened, setOpened] = usePlace<CommandType | 'visit'>(`duty/${enrollmentId}/${duty.key}`);
  const more = [...others, ...clock];
  const open = { client, title: duty.title, onOpen: setOpened };
  return (
    <div className={styles['actions']}>
      {first && <Opens step={first} {...open} />}
      {visit && (
        <button
          type="button"
          aria-label={intl.formatMessage(
            { id: 'duty.do' },
            { what: intl.formatMessage({ id: 'duty.visit' }), client, title: duty.title },
          )}
          onClick={() => setOpened('visit')}
        >
          <FormattedMessage id="duty.visit" />
        </button>
      )}
      {more.length > 0 && (
        <details className={styles['more']}>
          <summary>
            <FormattedMessage id="duty.more" />
          </summary>
          <div className={styles['actions']}>
            {more.map((step) => (
              <Opens key={step} step={step} {...open} />
            ))}
          </div>
        </details>
      )}
      {opened && (
        <FormDialog
          {...(opened === 'visit' ? { step: 'logContact', ...(visit && { also: visit }) } : { step: opened })}
          {...{ enrollmentId, client, duty }}
          onDone={() => setOpened(null)}
        />
      )}
    </div>
  );
}

type OpensProps = { step: CommandType; client: string; title: string; onOpen: (step: CommandType) => void };

function Opens({ step, client, title, onOpen }: OpensProps) {
  const intl = useIntl();
  const what = intl.formatMessage({ id: `step.${step}` });
  return (
    <button
      type="button"
      aria-label={intl.formatMessage({ id: 'duty.do' }, { what, client, title })}
      onClick={() => onOpen(step)}
    >
      {what}
    </button>
  );
}
