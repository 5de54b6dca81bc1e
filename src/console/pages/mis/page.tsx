import { FormattedMessage, useIntl } from 'react-intl';
import { useOutbox, useSettling } from '../../outbox/outbox-provider.tsx';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { Unread } from '../../parts/unread.tsx';
import type { Outstanding } from '../../server/replies.ts';
import { useRead } from '../../server/use-read.ts';
import { useSignedIn } from '../../session/use-me.ts';
import { agencyTime } from '../../time/format.ts';
import { Batch } from './batch.tsx';
import styles from './page.module.css';

/** What does not stand in the county's system yet: what is to be exported, and each batch on its way, with its lines. */
export function MisPage() {
  const intl = useIntl();
  const outbox = useOutbox();
  const settling = useSettling();
  const { agency } = useSignedIn();
  const { reply: data, problem } = useRead<Outstanding>('/mis/outstanding');
  if (!data) return <Unread problem={problem} />;
  const time = agencyTime(intl.locale, agency.timeZone);
  const fresh = data.items.filter(({ batchId }) => batchId === null);
  const batches = new Set(data.items.flatMap(({ batchId }) => batchId ?? []));
  const late = data.items.filter(({ overdue }) => overdue).length;
  return (
    <>
      <h1>
        <FormattedMessage id="mis.title" values={{ count: data.items.length }} />
      </h1>
      {problem && <ProblemBox problem={problem} />}
      <p className={styles['late']} data-late={late > 0}>
        <FormattedMessage id="mis.late" values={{ count: late }} />
        {data.more && (
          <>
            {' '}
            <FormattedMessage id="mis.more" values={{ count: data.items.length }} />
          </>
        )}
      </p>
      <section className={`${styles['batch']} no-print`}>
        <h2>
          <FormattedMessage id="mis.fresh" values={{ count: fresh.length }} />
        </h2>
        {fresh.length > 0 && !settling.has('mis') && (
          <button
            type="button"
            className="main-action"
            onClick={() =>
              outbox.add({
                ...{ enrollmentId: 'mis', client: intl.formatMessage({ id: 'mis.batch' }), about: 'mis' },
                ...{ path: '/mis/batches', body: {} },
              })
            }
          >
            <FormattedMessage id="mis.make" />
          </button>
        )}
      </section>
      {[...batches].map((batchId) => (
        <Batch
          key={batchId}
          {...{ batchId, time }}
          lines={data.items.filter((one) => one.batchId === batchId)}
        />
      ))}
    </>
  );
}
