import { ticksOvertaken } from '../engine/deadlines/clock.ts';
import { announcing, type Change } from '../engine/deadlines/change.ts';

/**
 * A decided change, with the misses that the clock had no time to announce because these very steps, late as they are,
 * came first: after an interruption, or in the same instant. The same change where there are none.
 *
 * Kept apart from `decide` because runs that began before this rule have to go on without it.
 */
export function withOvertaken(change: Change): Change {
  const [first] = change.events;
  if (change.before === null || change.standingBefore === null || first === undefined) return change;
  const ticks = ticksOvertaken(change.before, change.standingBefore, change.standingAfter);
  return ticks.length === 0 ? change : announcing(change, ticks, first.commandId, first.recordedAt);
}
