import { lateMisses } from '../engine/deadlines/clock.ts';
import { announcing, type Change } from '../engine/deadlines/change.ts';

/**
 * A decided change, with the misses that the clock had no time to announce because these very steps, late as they are,
 * came first: after an interruption, or in the same instant. The same change where there are none.
 *
 * Kept apart from `decide` because runs that began before this rule have to go on without it.
 */
export function withLateMisses(change: Change): Change {
  const [first] = change.events;
  if (change.before === null || change.statusBefore === null || first === undefined) return change;
  const ticks = lateMisses(change.before, change.statusBefore, change.statusAfter);
  return ticks.length === 0 ? change : announcing(change, ticks, first.commandId, first.recordedAt);
}
