import {
  addBusinessDays,
  businessDaysBefore,
  CalendarRangeError,
  instantAtLocal,
  isBusinessDay,
  localDateOf,
} from '../calendar/index.ts';
import type { Instant } from '../calendar/index.ts';
import type { Calendar } from '../calendar/index.ts';
import type { Obligation } from '../obligations/obligation.ts';
import { ruleOf } from '../policy/profile.ts';
import type { Policy, Profile, Rung } from '../policy/profile.ts';

const minute = 60_000;

/** Of a policy, what rungs and mails are timed by. */
export type Hours = { calendar: Calendar; profile: Pick<Profile, 'businessDayEnds' | 'mailAt'> };

/** A rung of the ladder of one obligation, with the instant at which it is raised. */
export type TimedRung = Rung & { at: Instant };

/**
 * The ladder of an obligation under its present deadline, soonest first. A warning that would come before the
 * obligation was opened is left out: its author has just read the deadline. No rung stands for an instant before its
 * deadline was set: what a pause or a move has skipped is said when the clock runs on.
 */
export function rungsOf(policy: Policy, obligation: Obligation): TimedRung[] {
  const { profile } = policy;
  const rule = ruleOf(profile, obligation.kind);
  const since = obligation.changes.at(-1)?.at ?? obligation.opened;
  return (profile.ladders[rule.ladder] ?? [])
    .map((rung) => ({ ...rung, at: rungInstant(policy, rung, obligation) }))
    .filter((rung) => rung.type !== 'warning' || (rung.at > obligation.opened && rung.at <= obligation.due))
    .filter((rung) => rung.type !== 'page' || !obligation.acknowledged)
    .map((rung) => ({ ...rung, at: Math.max(rung.at, since) }))
    .toSorted((a, b) => a.at - b.at);
}

/**
 * When mail about something raised at `at` may go: at once, or in the morning of the next business day. At once as
 * well where the calendar knows no further business day: what was recorded is told.
 */
export function mailInstant(policy: Hours, deliver: Rung['deliver'], at: Instant): Instant {
  if (deliver === 'at-once') return at;
  try {
    return nextMorning(policy, at);
  } catch (error) {
    if (error instanceof CalendarRangeError) return at;
    throw error;
  }
}

function nextMorning({ calendar, profile }: Hours, at: Instant): Instant {
  const today = localDateOf(calendar, at);
  const thisMorning = instantAtLocal(calendar, today, profile.mailAt.value);
  if (isBusinessDay(calendar, today) && thisMorning >= at) return thisMorning;
  return instantAtLocal(calendar, addBusinessDays(calendar, today, 1), profile.mailAt.value);
}

/** The first instant at which a deadline counts as missed: strictly after it. */
export function missInstant(owed: { due: Instant }): Instant {
  return owed.due + 1;
}

/** When a rung is raised about what was opened and is due at those instants. Throws CalendarRangeError out of range. */
export function rungInstant(hours: Hours, rung: Rung, owed: { opened: Instant; due: Instant }): Instant {
  const { calendar, profile } = hours;
  const { when } = rung;
  if ('afterOpened' in when) return owed.opened + when.afterOpened.minutes * minute;
  const dueDate = localDateOf(calendar, owed.due);
  if ('beforeDue' in when) {
    const { beforeDue } = when;
    const date =
      'days' in beforeDue
        ? dueDate - beforeDue.days
        : businessDaysBefore(calendar, dueDate, beforeDue.businessDays);
    return instantAtLocal(calendar, date, beforeDue.at);
  }
  if (when.afterDue.businessDays === 0) return missInstant(owed);
  return instantAtLocal(
    calendar,
    addBusinessDays(calendar, dueDate, when.afterDue.businessDays),
    profile.businessDayEnds.value,
  );
}
