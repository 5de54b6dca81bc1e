import type { Instant } from '../engine/calendar/index.ts';
import { nextInstant } from '../engine/deadlines/clock.ts';
import { statusAt } from '../engine/obligations/fold.ts';
import type { Change } from '../engine/deadlines/change.ts';
import { decideTicks } from './decide.ts';
import type { EnrollmentState } from '../engine/deadlines/state.ts';

/** All that the clock announces until then when nobody enters anything, each change at its own instant. */
export function* runClock(state: EnrollmentState, until: Instant): Generator<Change, void> {
  for (let current = state; ;) {
    const next = nextInstant(current, statusAt(current.steps, current.lastRecordedAt));
    if (next === null || next > until) return;
    const change = decideTicks(current, Math.max(next, current.lastRecordedAt));
    if (!change) throw new Error(`the clock wakes at ${next} and has nothing to say`);
    yield change;
    current = change.after;
  }
}
