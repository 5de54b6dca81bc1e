import { dueAfter, dueFromRemaining, remaining, windowEnd } from '../calendar/index.ts';
import type { Instant, Remaining } from '../calendar/index.ts';
import { cadenceFor } from '../policy/profile.ts';
import type { Policy, Rule } from '../policy/profile.ts';

/**
 * When an obligation opened at `opened` is due. `first` is true for what nothing of its kind went before: a window
 * cadence may then use the window it was opened in.
 */
export function deadlineOf(
  policy: Policy,
  rule: Rule,
  level: string,
  opened: Instant,
  first: boolean,
): Instant {
  const { calendar, profile } = policy;
  const cadence = cadenceFor(rule, level);
  if ('interval' in cadence) {
    return dueAfter(calendar, opened, cadence.interval, profile.businessDayEnds.value);
  }
  return windowEnd(calendar, opened, cadence.window, first && cadence.first === 'current' ? 0 : 1);
}

/** What is left of a deadline when its clock stops at `at` (duties ledger, "Holds"). */
export function restOf(policy: Policy, rule: Rule, level: string, due: Instant, at: Instant): Remaining {
  const cadence = cadenceFor(rule, level);
  const unit = 'interval' in cadence ? cadence.interval.unit : 'days';
  return remaining(policy.calendar, due, at, unit, policy.profile.businessDayEnds.value);
}

/**
 * The deadline of a clock that runs on from `at`: what a hold left over, or, after a waiver, the whole time anew. Of
 * windows that is the first whole one: a waiver that ends with February leaves March's call owed by the end of March.
 */
export function resumedDeadline(
  policy: Policy,
  rule: Rule,
  level: string,
  at: Instant,
  rest: Remaining | null,
): Instant {
  if (rest) return dueFromRemaining(policy.calendar, at, rest);
  const wholeFrom = 'window' in cadenceFor(rule, level) ? at - 1 : at;
  return deadlineOf(policy, rule, level, wholeFrom, false);
}
