import type { StepFacts } from '../record/steps/index.ts';
import {
  addBusinessDays,
  businessDaysBefore,
  dueAfter,
  dueFromRemaining,
  endOfLocalDay,
  instantAtLocal,
  localDateOf,
  parseLocalDate,
  remaining,
  windowEnd,
} from '../calendar/index.ts';
import type { Instant, Remaining } from '../calendar/index.ts';
import { cadenceFor } from '../policy/profile.ts';
import type { Cadence, Policy, Rule } from '../policy/profile.ts';
import { factOf } from './focus.ts';

/** What an obligation is opened by: the moment, the facts of the step, and, where it is opened again, what it was due. */
export type Opening = { at: Instant; facts?: StepFacts; dueBefore?: Instant };

/**
 * When an obligation so opened is due; null where its date stands in a fact that the step lacks: then nothing is owed.
 * `first` is true for what nothing of its kind went before: a window cadence may then use the window it was opened in.
 */
export function deadlineOf(
  policy: Policy,
  rule: Rule,
  level: string,
  opening: Opening,
  first: boolean,
): Instant | null {
  const cadence = cadenceFor(rule, level);
  if (!('fact' in cadence)) return timedDeadline(policy, cadence, opening.at, first);
  if (opening.dueBefore !== undefined) return Math.max(opening.at, opening.dueBefore);
  const due = opening.facts && namedDeadline(policy, cadence, namedIn(opening.facts, cadence));
  return due == null ? null : Math.max(opening.at, due);
}

function namedIn(facts: StepFacts, { fact, instead }: Extract<Cadence, { fact: string }>): unknown {
  return (instead === undefined ? undefined : factOf(facts, instead)) ?? factOf(facts, fact);
}

function timedDeadline(
  { calendar, profile }: Policy,
  cadence: Exclude<Cadence, { fact: string }>,
  opened: Instant,
  first: boolean,
): Instant {
  if ('interval' in cadence) {
    return dueAfter(calendar, opened, cadence.interval, profile.businessDayEnds.value);
  }
  return windowEnd(calendar, opened, cadence.window, first && cadence.first === 'current' ? 0 : 1);
}

function namedDeadline(
  { calendar, profile }: Policy,
  { plus, minus }: Extract<Cadence, { fact: string }>,
  named: unknown,
): Instant | null {
  const shift = plus ?? minus;
  const instant = typeof named === 'number' ? named : null;
  if (instant !== null && shift === undefined) return instant;
  const date = typeof named === 'string' ? parseLocalDate(named) : instant && localDateOf(calendar, instant);
  if (date == null) return null;
  if (shift?.unit !== 'business-days') {
    return endOfLocalDay(calendar, date + (plus?.count ?? 0) - (minus?.count ?? 0));
  }
  const day = plus
    ? addBusinessDays(calendar, date, plus.count)
    : businessDaysBefore(calendar, date, shift.count);
  return instantAtLocal(calendar, day, profile.businessDayEnds.value);
}

/** What is left of a deadline when its clock stops at `at` (duties ledger, "Holds"). */
export function restOf(policy: Policy, rule: Rule, level: string, due: Instant, at: Instant): Remaining {
  const cadence = cadenceFor(rule, level);
  const unit = 'interval' in cadence ? cadence.interval.unit : 'days';
  return remaining(policy.calendar, due, at, unit, policy.profile.businessDayEnds.value);
}

/**
 * The deadline of a clock that runs on from `at`: what a hold left over, or, after a waiver, the whole time anew. Of
 * windows that is the first whole one: a waiver that ends with February leaves March's call owed by the end of March. A date that
 * a fact has named stays that date, if it has not passed.
 */
export function resumedDeadline(
  policy: Policy,
  rule: Rule,
  level: string,
  at: Instant,
  rest: Remaining | null,
  dueBefore: Instant,
): Instant {
  if (rest) return dueFromRemaining(policy.calendar, at, rest);
  const wholeFrom = 'window' in cadenceFor(rule, level) ? at - 1 : at;
  return deadlineOf(policy, rule, level, { at: wholeFrom, dueBefore }, false) ?? dueBefore;
}
