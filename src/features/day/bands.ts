import {
  type Calendar,
  endOfLocalDay,
  type Instant,
  localDateOf,
  startOfLocalDay,
} from '../../engine/calendar/index.ts';
import type { Profile, Rule } from '../../engine/policy/profile.ts';

/** In the order in which a day is gone through. */
export const bands = ['now', 'overdue', 'today', 'tomorrow', 'week', 'waiting'] as const;
export type Band = (typeof bands)[number];

/** By what the whole agency's overdue duties are put together. */
export const overdueOrders = ['duty', 'staff'] as const;
export type OverdueOrder = (typeof overdueOrders)[number];

const weekDays = 7;

/** When the bands of an agency's day end: what is due later than the last is counted and not shown. */
export type DayLimits = { todayEnds: Instant; tomorrowEnds: Instant; weekEnds: Instant };

export function limitsOf(calendar: Calendar, now: Instant): DayLimits {
  const today = localDateOf(calendar, now);
  return {
    todayEnds: endOfLocalDay(calendar, today),
    tomorrowEnds: endOfLocalDay(calendar, today + 1),
    weekEnds: endOfLocalDay(calendar, today + weekDays),
  };
}

/** Of today and tomorrow: the appointments that are shown. */
export function appointmentsBetween(calendar: Calendar, now: Instant): { from: Instant; until: Instant } {
  const today = localDateOf(calendar, now);
  return { from: startOfLocalDay(calendar, today), until: startOfLocalDay(calendar, today + 2) };
}

/** What is owed, as far as its band depends on it. `waits`: nobody of the reader's role can do it, or its clock stands still. */
export type Owed = { due: Instant; urgent: boolean; waits: boolean };

/**
 * Where it is shown; null: later, which is counted. What somebody is paged for comes first whether or not it is late; what
 * waits for others is no part of anybody's day, also when it is late.
 */
export function bandOf({ due, urgent, waits }: Owed, limits: DayLimits, now: Instant): Band | null {
  if (waits) return 'waiting';
  if (urgent) return 'now';
  if (due < now) return 'overdue';
  if (due <= limits.todayEnds) return 'today';
  if (due <= limits.tomorrowEnds) return 'tomorrow';
  return due <= limits.weekEnds ? 'week' : null;
}

/** Somebody is told of it within the hour, at any time of the day: an emergency or a crisis. */
export function isUrgent({ ladders }: Profile, { ladder }: Rule): boolean {
  return (ladders[ladder] ?? []).some(
    ({ type, deliver, when }) => type === 'page' || (deliver === 'at-once' && 'afterOpened' in when),
  );
}

/** The steps that meet it, each once. */
export function stepsMeeting({ met }: Rule): string[] {
  return [...new Set(met.map(({ step }) => step))];
}
