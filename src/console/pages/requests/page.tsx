import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useQuery } from '@tanstack/react-query';
import { useSettling } from '../../outbox/outbox-provider.tsx';
import { fullName } from '../../parts/full-name.ts';
import { ProblemBox } from '../../parts/problem-box.tsx';
import type { Requests, WaitingRequest } from '../../server/replies.ts';
import { request, RequestError } from '../../server/request.ts';
import { useSignedIn } from '../../session/use-me.ts';
import { agencyTime, distance } from '../../time/format.ts';
import { RequestDetail } from './detail.tsx';
import styles from './page.module.css';

const refreshMs = 60_000;

/** What waits for the payer, by due time; one is open beside the list, and once it is decided the next one opens. */
export function RequestsPage() {
  const intl = useIntl();
  const { agency } = useSignedIn();
  const [chosen, setChosen] = useState<string | null>(null);
  const settling = useSettling();
  const { data, error, isPending } = useQuery({
    queryKey: ['requests'],
    queryFn: () => request<Requests>('/requests'),
    refetchInterval: refreshMs,
  });
  if (isPending) return <p className={styles['loading']} aria-busy="true" />;
  if (!data) return error instanceof RequestError ? <ProblemBox problem={error.problem} /> : null;
  const time = agencyTime(intl.locale, agency.timeZone);
  const open = data.items.filter(({ stepId }) => !settling.has(stepId));
  const shown = open.find(({ stepId }) => stepId === chosen) ?? open[0];
  const asOf = Date.parse(data.asOf);
  return (
    <>
      <h1>
        <FormattedMessage id="requests.title" values={{ count: open.length }} />
      </h1>
      {error instanceof RequestError && <ProblemBox problem={error.problem} />}
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
                  <span>{whatOf(one) ?? <FormattedMessage id="requests.extension" />}</span>
                  <span className={styles['due']}>
                    {intl.formatRelativeTime(...left(asOf, one.due))} · {time.day(one.due)},{' '}
                    {time.clock(one.due)}
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

const whatOf = ({ service }: WaitingRequest) => service;

function left(asOf: number, due: string): [number, 'minute' | 'hour' | 'day'] {
  const { value, unit } = distance(asOf, Date.parse(due));
  return [value, unit];
}
