import { FormattedMessage, FormattedRelativeTime, useIntl } from 'react-intl';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useSettling } from '../../outbox/outbox-provider.tsx';
import { fullName } from '../../parts/full-name.ts';
import { ListTools } from '../../parts/list-tools.tsx';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { Unread } from '../../parts/unread.tsx';
import type { Requests, WaitingRequest } from '../../server/replies.ts';
import { useRead } from '../../server/use-read.ts';
import { usePlace } from '../../session/place.ts';
import { useSignedIn } from '../../session/use-me.ts';
import { type AgencyTime, agencyTime, distance } from '../../time/format.ts';
import { RequestDetail } from './detail.tsx';
import styles from './page.module.css';

const states = ['waiting', 'returned', 'decided'] as const;

/** What waits for the payer, what it asked back and what it decided. What waits stands by due time; one is open beside the list, and once it is decided the next one opens. */
export function RequestsPage() {
  const intl = useIntl();
  const { agency } = useSignedIn();
  const [chosen, setChosen] = usePlace('request');
  const settling = useSettling();
  // In the address: it can be kept under a name, and is there again after signing in.
  const { state: asked } = useSearch({ from: '/requests' });
  const state = states.find((one) => one === asked) ?? 'waiting';
  const navigate = useNavigate();
  const { reply: data, problem } = useRead<Requests>(
    state === 'waiting' ? '/requests' : `/requests?state=${state}`,
  );
  if (!data) return <Unread problem={problem} />;
  const time = agencyTime(intl.locale, agency.timeZone);
  const waits = state === 'waiting';
  const open = data.items.filter(({ stepId }) => !waits || !settling.has(stepId));
  const shown = open.find(({ stepId }) => stepId === chosen) ?? open[0];
  const asOf = Date.parse(data.asOf);
  return (
    <>
      <h1>
        <FormattedMessage id={`requests.title.${state}`} values={{ count: open.length }} />
      </h1>
      {problem && <ProblemBox problem={problem} />}
      <ListTools read={state === 'waiting' ? '/requests' : `/requests?state=${state}`} clients />
      <div
        className={styles['states']}
        role="group"
        aria-label={intl.formatMessage({ id: 'requests.states' })}
      >
        {states.map((each) => (
          <button
            key={each}
            type="button"
            aria-pressed={each === state}
            onClick={() => {
              void navigate({ to: '/requests', search: each === 'waiting' ? {} : { state: each } });
              setChosen(null);
            }}
          >
            <FormattedMessage id={`requests.state.${each}`} />
          </button>
        ))}
      </div>
      {shown ? (
        <div className={styles['columns']}>
          <ul className={styles['list']} aria-label={intl.formatMessage({ id: 'requests.list' })}>
            {open.map((one) => (
              <li key={one.stepId}>
                <button
                  type="button"
                  className={`${styles['row']} printed`}
                  aria-current={one === shown ? 'true' : undefined}
                  data-late={one.due !== null && Date.parse(one.due) < asOf}
                  onClick={() => setChosen(one.stepId)}
                >
                  <strong>{fullName(one.client)}</strong>
                  <span>{one.service ?? <FormattedMessage id="requests.extension" />}</span>
                  <span className={styles['due']}>
                    <Stand one={one} asOf={asOf} time={time} />
                  </span>
                </button>
              </li>
            ))}
          </ul>
          <RequestDetail key={shown.stepId} one={shown} time={time} decides={waits} />
        </div>
      ) : (
        <p>
          <FormattedMessage id={`requests.none.${state}`} />
        </p>
      )}
    </>
  );
}

/** By when it is to be decided; of what was, what came of it last. */
function Stand({ one, asOf, time }: { one: WaitingRequest; asOf: number; time: AgencyTime }) {
  const last = one.decisions.at(-1);
  if (one.due === null)
    return last ? (
      <>
        <FormattedMessage id={`requests.did.${last.decision}`} /> · {time.moment(last.at)}
      </>
    ) : null;
  return (
    <>
      <FormattedRelativeTime {...distance(asOf, Date.parse(one.due))} numeric="auto" /> ·{' '}
      {time.moment(one.due)}
    </>
  );
}
