import { FormattedMessage, useIntl } from 'react-intl';
import { useOutbox, useSettling } from '../../outbox/outbox-provider.tsx';
import type { AgencyTime } from '../../time/format.ts';
import type { OutstandingLine } from '../../server/replies.ts';
import styles from './page.module.css';

type Props = { batchId: string; lines: readonly OutstandingLine[]; time: AgencyTime };

/** A batch on its way: the file to enter, what is in it, and that it stands in the county's system. */
export function Batch({ batchId, lines, time }: Props) {
  const intl = useIntl();
  const outbox = useOutbox();
  const settling = useSettling();
  const name = intl.formatMessage({ id: 'mis.batch.of' }, { number: batchId.slice(0, 8) });
  return (
    <section className={styles['batch']}>
      <h2>{name}</h2>
      <div className={styles['acts']}>
        <a
          href={`/api/v1/mis/batches/${batchId}`}
          aria-label={intl.formatMessage({ id: 'mis.csv.of' }, { name })}
        >
          <FormattedMessage id="mis.csv" values={{ count: lines.length }} />
        </a>
        {!settling.has(batchId) && (
          <button
            type="button"
            aria-label={intl.formatMessage({ id: 'mis.entered.of' }, { name })}
            onClick={() =>
              outbox.add({
                ...{ enrollmentId: batchId, client: name, about: batchId, body: {} },
                path: `/mis/batches/${batchId}/entered`,
              })
            }
          >
            <FormattedMessage id="mis.entered" />
          </button>
        )}
      </div>
      <details>
        <summary>
          <FormattedMessage id="mis.lines" values={{ count: lines.length }} />
        </summary>
        <ul>
          {lines.map(({ stepId, action, service, at, due, overdue }) => (
            <li key={`${stepId} ${action}`} data-late={overdue}>
              {service} · {time.moment(at)} · <FormattedMessage id={`mis.action.${action}`} />
              {due !== null && (
                <>
                  {' · '}
                  <FormattedMessage id={overdue ? 'mis.over' : 'mis.due'} values={{ day: time.day(due) }} />
                </>
              )}
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}
