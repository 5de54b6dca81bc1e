import { useState } from 'react';
import { FormattedMessage } from 'react-intl';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { Unread } from '../../parts/unread.tsx';
import type { Timeline, TimelineEvent } from '../../server/replies.ts';
import type { AgencyTime } from '../../time/format.ts';
import { usePart } from '../client/use-client.ts';
import { EventLine } from './event-line.tsx';
import styles from '../client/part.module.css';

/** What happened, the newest first, by day; what the clock said is folded. */
export function TimelinePage() {
  const [before, setBefore] = useState<number[]>([]);
  const { reply, problem, time } = usePart<Timeline>(
    `timeline?order=desc&limit=100&after=${before.at(-1) ?? 0}`,
  );
  if (!reply) return <Unread problem={problem} />;
  const { nextAfter } = reply;
  return (
    <section aria-labelledby="timeline">
      <h2 id="timeline" className={styles['title']}>
        <FormattedMessage id="client.part.timeline" />
      </h2>
      {problem && <ProblemBox problem={problem} />}
      {daysOf(reply.items, time).map(([day, events]) => (
        <section key={day} aria-label={time.date(day)}>
          <h3>{time.date(day)}</h3>
          <div className={styles['card']}>
            {runsOf(events).map((run) =>
              run.clock ? (
                <details key={run.events[0]?.seq}>
                  <summary>
                    <FormattedMessage id="timeline.clock" values={{ count: run.events.length }} />
                  </summary>
                  <Lines events={run.events} time={time} />
                </details>
              ) : (
                <Lines key={run.events[0]?.seq} events={run.events} time={time} />
              ),
            )}
          </div>
        </section>
      ))}
      <div className={styles['acts']}>
        {before.length > 0 && (
          <button type="button" onClick={() => setBefore(before.slice(0, -1))}>
            <FormattedMessage id="timeline.newer" />
          </button>
        )}
        {nextAfter !== null && (
          <button type="button" onClick={() => setBefore([...before, nextAfter])}>
            <FormattedMessage id="timeline.older" />
          </button>
        )}
      </div>
    </section>
  );
}

function Lines({ events, time }: { events: readonly TimelineEvent[]; time: AgencyTime }) {
  return events.map((event) => <EventLine key={event.seq} event={event} time={time} />);
}

/** By the agency's days on which it happened, the newest first. */
function daysOf(items: readonly TimelineEvent[], time: AgencyTime): [string, TimelineEvent[]][] {
  const days = new Map<string, TimelineEvent[]>();
  const sorted = items.toSorted(
    (a, b) => Date.parse(b.occurredAt) - Date.parse(a.occurredAt) || b.seq - a.seq,
  );
  for (const event of sorted) {
    const day = time.local(event.occurredAt);
    days.set(day, [...(days.get(day) ?? []), event]);
  }
  return [...days];
}

/** What the clock said one after the other is one fold. */
function runsOf(events: readonly TimelineEvent[]): { clock: boolean; events: TimelineEvent[] }[] {
  const runs: { clock: boolean; events: TimelineEvent[] }[] = [];
  for (const event of events) {
    const clock = event.step === null;
    const last = runs.at(-1);
    if (last?.clock === clock) last.events.push(event);
    else runs.push({ clock, events: [event] });
  }
  return runs;
}
