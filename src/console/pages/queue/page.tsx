import { useEffect, useRef, useState } from 'react';
import { Link, useSearch } from '@tanstack/react-router';
import { FormattedMessage, useIntl } from 'react-intl';
import { waitingFor } from '../../../features/assignment/waiting.ts';
import { useOutbox, useSendings, useSettling } from '../../outbox/outbox-provider.tsx';
import { fullName } from '../../parts/full-name.ts';
import { ListTools } from '../../parts/list-tools.tsx';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { Unread } from '../../parts/unread.tsx';
import { useKeys } from '../../parts/use-keys.ts';
import type { Queue, QueuedClient } from '../../server/replies.ts';
import { useRead } from '../../server/use-read.ts';
import { useSignedIn } from '../../session/use-me.ts';
import { agencyTime } from '../../time/format.ts';
import { givenJustNow, offersOf, takePath } from './given.ts';
import { QueueCard } from './queue-card.tsx';
import styles from './page.module.css';

/** Who waits for a lasting coordinator, emergencies first, then by what is due first: a suggestion is taken with one tap, or with its number. */
export function QueuePage() {
  const intl = useIntl();
  const { agency } = useSignedIn();
  const outbox = useOutbox();
  const settling = useSettling();
  const sendings = useSendings();
  const list = useRef<HTMLOListElement>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const { reply: data, problem } = useRead<Queue>('/assignments/queue');

  // Who is being assigned waits no longer, as long as nobody refuses it.
  const { which } = useSearch({ from: '/queue' });
  const shown = waitingFor.find((one) => one === which);
  const waiting = data
    ? [
        ...(shown === 'provisional' ? [] : data.unassigned),
        ...(shown === 'unassigned' ? [] : data.provisional),
      ]
        .filter(({ enrollmentId }) => !settling.has(enrollmentId))
        .toSorted((a, b) => Number(b.emergency) - Number(a.emergency))
    : [];
  const place = Math.max(
    0,
    waiting.findIndex(({ enrollmentId }) => enrollmentId === chosen),
  );
  const current = waiting[place];

  const given = givenJustNow(sendings);
  /** Whom somebody could not be given: the place was taken meanwhile. */
  const refusedOf = (enrollmentId: string) =>
    sendings.findLast(({ about, state }) => about === enrollmentId && state.name === 'refused');

  function take(client: QueuedClient, nth: number): void {
    const suggestion = offersOf(client, given)[nth];
    if (!suggestion) return;
    const { enrollmentId } = client;
    const refused = refusedOf(enrollmentId);
    if (refused) outbox.dismiss(refused.key);
    outbox.add({
      ...{ enrollmentId, client: fullName(client.client), about: enrollmentId, body: {} },
      path: takePath(enrollmentId, suggestion.staffId),
    });
    if (client === current) setChosen(waiting[place + 1]?.enrollmentId ?? null);
  }
  const move = (steps: number) => setChosen(waiting[place + steps]?.enrollmentId ?? chosen);
  const takes = (nth: number) => () => {
    if (current) take(current, nth);
  };
  useKeys({
    '1': takes(0),
    '2': takes(1),
    '3': takes(2),
    n: () => move(1),
    j: () => move(1),
    k: () => move(-1),
  });

  const marked = current?.enrollmentId;
  useEffect(() => {
    // Where keys go on there is something to see.
    if (chosen !== null && marked !== undefined)
      list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [chosen, marked]);

  if (!data) return <Unread problem={problem} />;
  const time = agencyTime(intl.locale, agency.timeZone);
  return (
    <>
      <h1>
        <FormattedMessage id="queue.title" values={{ count: waiting.length }} />
      </h1>
      {problem && <ProblemBox problem={problem} />}
      <ListTools read={shown ? `/assignments/queue?which=${shown}` : '/assignments/queue'} clients />
      <nav className={styles['ways']} aria-label={intl.formatMessage({ id: 'queue.which' })}>
        {([undefined, ...waitingFor] as const).map((one) => (
          <Link
            key={one ?? 'all'}
            to="/queue"
            search={one ? { which: one } : {}}
            activeOptions={{ exact: true }}
            aria-current={one === shown ? 'true' : undefined}
          >
            <FormattedMessage id={`queue.which.${one ?? 'all'}`} />
          </Link>
        ))}
      </nav>
      {waiting.length === 0 ? (
        <p>
          <FormattedMessage id="queue.none" />
        </p>
      ) : (
        <>
          <p className={`${styles['keys']} no-print`}>
            <FormattedMessage id="queue.keys" />
          </p>
          <ol className={styles['list']} ref={list}>
            {waiting.map((one) => (
              <li key={one.enrollmentId} aria-current={one === current ? 'true' : undefined}>
                <QueueCard
                  {...{ one, time }}
                  offers={offersOf(one, given)}
                  refused={refusedOf(one.enrollmentId) !== undefined}
                  onTake={(nth) => take(one, nth)}
                />
              </li>
            ))}
          </ol>
        </>
      )}
    </>
  );
}
