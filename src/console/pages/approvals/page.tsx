import { FormattedMessage, useIntl } from 'react-intl';
import { useSettling } from '../../outbox/outbox-provider.tsx';
import { ListTools } from '../../parts/list-tools.tsx';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { Unread } from '../../parts/unread.tsx';
import type { Approvals } from '../../server/replies.ts';
import { useRead } from '../../server/use-read.ts';
import { agencyTime } from '../../time/format.ts';
import { ApprovalCard } from './approval-card.tsx';
import styles from './page.module.css';

/** All that waits for a lead, the oldest first, decided where it stands. */
export function ApprovalsPage() {
  const intl = useIntl();
  const settling = useSettling();
  const { reply: data, problem } = useRead<Approvals>('/approvals');
  if (!data) return <Unread problem={problem} />;
  const time = agencyTime(intl.locale, data.timeZone);
  const waiting = data.items.filter(({ id }) => !settling.has(id));
  return (
    <>
      <h1>
        <FormattedMessage id="approvals.title" values={{ count: waiting.length }} />
      </h1>
      {problem && <ProblemBox problem={problem} />}
      <ListTools read="/approvals" clients />
      <p className={styles['also']}>
        <FormattedMessage
          id="approvals.also"
          values={{
            queue: (
              <a key="queue" href="/queue">
                <FormattedMessage id="page/queue" />
              </a>
            ),
            requests: (
              <a key="requests" href="/requests">
                <FormattedMessage id="page/requests" />
              </a>
            ),
          }}
        />
      </p>
      {waiting.length === 0 ? (
        <p>
          <FormattedMessage id="approvals.none" />
        </p>
      ) : (
        <ol className={styles['list']}>
          {waiting.map((one) => (
            <li key={one.id}>
              <ApprovalCard {...{ one, time }} levels={data.levels} asOf={Date.parse(data.asOf)} />
            </li>
          ))}
        </ol>
      )}
    </>
  );
}
