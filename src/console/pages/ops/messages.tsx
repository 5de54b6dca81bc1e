import { FormattedMessage, useIntl } from 'react-intl';
import { Link, useSearch } from '@tanstack/react-router';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { Unread } from '../../parts/unread.tsx';
import type { Deliveries } from '../../server/replies.ts';
import { useRead } from '../../server/use-read.ts';
import type { AgencyTime } from '../../time/format.ts';
import { MessageLine } from './message-line.tsx';
import styles from './page.module.css';

/** What somebody has to do something about comes first. */
const states = ['failing', 'undeliverable', 'due', 'sending', 'scheduled'] as const;
type State = (typeof states)[number];

/** What has not left, by how it stands with it; which of them are shown is in the address. */
export function Messages({ time }: { time: AgencyTime }) {
  const intl = useIntl();
  const { state: asked } = useSearch({ from: '/ops' });
  const state: State = states.find((one) => one === asked) ?? 'failing';
  const { reply: data, problem } = useRead<Deliveries>(`/ops/deliveries?state=${state}&limit=100`);
  if (!data) return <Unread problem={problem} />;
  return (
    <section className={styles['messages']}>
      <h2>
        <FormattedMessage id="ops.messages" />
      </h2>
      {problem && <ProblemBox problem={problem} />}
      <ul className={styles['states']} aria-label={intl.formatMessage({ id: 'ops.states' })}>
        {states.map((one) => (
          <li key={one}>
            <Link
              to="/ops"
              search={{ state: one }}
              activeOptions={{ exact: true }}
              aria-current={one === state ? 'true' : undefined}
            >
              <FormattedMessage id={`ops.state.${one}`} /> {data.counts[one]}
            </Link>
          </li>
        ))}
      </ul>
      {data.items.length === 0 ? (
        <p>
          <FormattedMessage id={`ops.none.${state}`} />
        </p>
      ) : (
        <ul className={styles['lines']}>
          {data.items.map((one) => (
            <MessageLine key={one.id} one={one} time={time} />
          ))}
        </ul>
      )}
      {data.nextCursor !== null && (
        <p>
          <FormattedMessage id="ops.more" values={{ shown: data.items.length, count: data.counts[state] }} />
        </p>
      )}
    </section>
  );
}
