import { FormattedMessage, useIntl } from 'react-intl';
import { IconAlertTriangle, IconCheck, IconHourglass, IconPlayerStop } from '@tabler/icons-react';
import { useOutbox, useSettling } from '../../outbox/outbox-provider.tsx';
import { fullName } from '../../parts/full-name.ts';
import { ListTools } from '../../parts/list-tools.tsx';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { Unread } from '../../parts/unread.tsx';
import type { Reassignment, Reassignments } from '../../server/replies.ts';
import { useRead } from '../../server/use-read.ts';
import { useSignedIn } from '../../session/use-me.ts';
import { type AgencyTime, agencyTime } from '../../time/format.ts';
import styles from './page.module.css';

/** Caseloads that go, or went, to others: how far it is, and why somebody was not moved. */
export function MovesPage() {
  const intl = useIntl();
  const { agency, operations } = useSignedIn();
  const { reply: data, problem } = useRead<Reassignments>('/reassignments');
  if (!data) return <Unread problem={problem} />;
  const time = agencyTime(intl.locale, agency.timeZone);
  const running = data.items.filter(({ endedAt }) => endedAt === null).length;
  return (
    <>
      <h1>
        <FormattedMessage id="moves.title" values={{ count: running }} />
      </h1>
      {problem && <ProblemBox problem={problem} />}
      <ListTools read="/reassignments" clients />
      {data.items.length === 0 ? (
        <p>
          <FormattedMessage id="moves.none" />
        </p>
      ) : (
        <ul className={styles['list']}>
          {data.items.map((one) => (
            <li key={one.reassignmentId}>
              <MoveCard {...{ one, time }} stops={operations.includes('reassignment:plan')} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function MoveCard({ one, time, stops }: { one: Reassignment; time: AgencyTime; stops: boolean }) {
  const intl = useIntl();
  const outbox = useOutbox();
  const settling = useSettling();
  const { reassignmentId, from, counts, state, by, items } = one;
  return (
    <article className={styles['card']} aria-label={from.name}>
      <h2>
        <FormattedMessage id="moves.from" values={{ name: from.name }} />
      </h2>
      <p>
        <strong>
          <FormattedMessage id={`moves.state.${state}`} />
        </strong>
        {' · '}
        <FormattedMessage id="moves.counts" values={counts} />
      </p>
      <p className={styles['by']}>
        <FormattedMessage
          id="moves.by"
          values={{ name: by.name ?? by.staffId, reason: one.reason, ...time.parts(one.recordedAt) }}
        />
      </p>
      {stops && state === 'running' && !settling.has(reassignmentId) && (
        <button
          type="button"
          aria-label={intl.formatMessage({ id: 'moves.stop.of' }, { name: from.name })}
          onClick={() =>
            outbox.add({
              ...{ enrollmentId: from.staffId, client: from.name, about: reassignmentId, atOnce: true },
              ...{ path: `/reassignments/${reassignmentId}/stop`, body: {} },
            })
          }
        >
          <FormattedMessage id="moves.stop" />
        </button>
      )}
      <ul className={styles['items']}>
        {items.map(({ enrollmentId, client, to, state: of, why }) => {
          const Icon = icons[of];
          return (
            <li key={enrollmentId} data-state={of}>
              <Icon size={16} aria-hidden="true" />
              <span>
                <FormattedMessage
                  id={`moves.item.${of}`}
                  values={{ client: client ? fullName(client) : '', name: to.name }}
                />
                {why && (
                  <span className={styles['why']}>
                    {why.title}. {why.remedy}
                  </span>
                )}
              </span>
            </li>
          );
        })}
      </ul>
    </article>
  );
}

const icons = {
  waiting: IconHourglass,
  moved: IconCheck,
  refused: IconAlertTriangle,
  left: IconPlayerStop,
} satisfies Record<Reassignment['items'][number]['state'], unknown>;
