import type { Instant } from '../calendar/index.ts';
import type { Tick } from './clock.ts';
import type { PathwayStatus } from '../obligations/fold.ts';
import type { ClockEvent, DomainEvent } from '../record/events.ts';
import { evolve } from './evolve.ts';
import type { EnrollmentState } from './state.ts';

/** What a change leads to: the events to record, and how things stand before and after. */
export type Change = {
  events: DomainEvent[];
  before: EnrollmentState | null;
  after: EnrollmentState;
  statusBefore: PathwayStatus | null;
  statusAfter: PathwayStatus;
};

/** The change, with that said by the enrollment's own clock at `now`. */
export function announcing(change: Change, ticks: readonly Tick[], commandId: string, now: Instant): Change {
  const events = [...change.events];
  let { after } = change;
  for (const { facts, at } of ticks) {
    const event: ClockEvent = {
      seq: after.version + 1,
      commandId,
      index: events.length,
      type: facts.type,
      clock: facts,
      occurredAt: at,
      recordedAt: now,
      by: { staffId: 'clock', role: 'system', agencyId: after.agencyId },
    };
    events.push(event);
    after = evolve(after, event, after.enrollmentId);
  }
  return { ...change, events, after };
}
