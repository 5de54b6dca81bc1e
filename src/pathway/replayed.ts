import { statusAt } from '../engine/obligations/fold.ts';
import type { Change } from '../engine/deadlines/change.ts';
import { evolveAll } from '../engine/deadlines/evolve.ts';
import type { DomainEvent } from '../engine/record/events.ts';
import type { EnrollmentState } from '../engine/deadlines/state.ts';

/**
 * The change that events from the record made, as it was when they were recorded. `events` follow `state` (null: they
 * begin with the referral). With a command id, the change that command made, or null when it is not among them;
 * without, all of them as one change.
 */
export function changeFromRecord(
  enrollmentId: string,
  state: EnrollmentState | null,
  events: readonly DomainEvent[],
  commandId: string | null,
): Change | null {
  const mine = commandId === null ? [...events] : events.filter((event) => event.commandId === commandId);
  const first = mine[0];
  if (!first) return null;
  const earlier = events.filter((event) => event.seq < first.seq);
  const before = earlier.length > 0 ? evolveAll(state, earlier, enrollmentId) : state;
  const after = evolveAll(before, mine, enrollmentId);
  return {
    events: mine,
    before,
    after,
    statusBefore: before && statusAt(before.steps, after.lastRecordedAt),
    statusAfter: statusAt(after.steps, after.lastRecordedAt),
  };
}
