import { useState } from 'react';
import { FormattedMessage, FormattedRelativeTime, useIntl } from 'react-intl';
import { useSettling } from '../../outbox/outbox-provider.tsx';
import { fullName } from '../../parts/full-name.ts';
import { ListTools } from '../../parts/list-tools.tsx';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { Unread } from '../../parts/unread.tsx';
import type { Requests } from '../../server/replies.ts';
import { useRead } from '../../server/use-read.ts';
import { useSignedIn } from '../../session/use-me.ts';
import { agencyTime, distance } from '../../time/format.ts';
import { RequestDetail } from './detail.tsx';
import styles from './page.module.css';

/** What waits for the payer, by due time; one is open beside the list, and once it is decided the next one opens. */
export function RequestsPage() {
  const intl = useIntl();
  const { agency } = useSignedIn();
  const [chosen, setChosen] = useState<string | null>(null);
  const settling = useSettling();
  const { reply: data, problem } = useRead<Requests>('/requests');
  if (!data) return <Unread problem={problem} />;
  const time = agencyTime(intl.locale, agency.timeZone);
  const open = data.items.filter(({ stepId }) => !settling.has(stepId));
  const shown = open.find(({ stepId }) => stepId === chosen) ?? open[0];
  const asOf = Date.parse(data.asOf);
  return (
    <>
      <h1>
        <FormattedMessage id="requests.title" values={{ count: open.length }} />
      </h1>
      {problem && <ProblemBox problem={problem} />}
      <ListTools read="/requests" />
      {shown ? (
        <div className={styles['columns']}>
          <ul className={styles['list']} aria-label={intl.formatMessage({ id: 'requests.list' })}>
            {open.map((one) => (
              <li key={one.stepId}>
                <button
                  type="button"
                  className={styles['row']}
                  aria-current={one === shown ? 'true' : undefined}
                  data-late={Date.parse(one.due) < asOf}
                  onClick={() => setChosen(one.stepId)}
                >
                  <strong>{fullName(one.client)}</strong>
                  <span>{one.service ?? <FormattedMessage id="requests.extension" />}</span>
                  <span className={styles['due']}>
                    <FormattedRelativeTime {...distance(asOf, Date.parse(one.due))} numeric="auto" /> ·{' '}
                    {time.moment(one.due)}
                  </span>
                </button>
              </li>
            ))}
          </ul>
          <RequestDetail key={shown.stepId} one={shown} time={time} />
        </div>
      ) : (
        <p>
          <FormattedMessage id="requests.none" />
        </p>
      )}
    </>
  );
}
