import {
  type Calendar,
  type Instant,
  instantAtLocal,
  isBusinessDay,
  localDateOf,
} from '../../engine/calendar/index.ts';

const minuteMs = 60_000;

/** Obligations that a lasting coordinator meets (IN-4, IN-8). */
export const assignmentDuties = ['assignment', 'assignment.lasting'] as const;

/** A business day, in minutes after 00:00 local. */
export type BusinessDay = { begins: number; ends: number };

/** How old something is and how much time it has, by business days alone, in whole minutes. */
export type Urgency = { passed: number; left: number; overdue: number };

/** Of what was opened at `opened` and is due at `due`, at `now`. Throws CalendarRangeError out of range. */
export function urgencyAt(
  calendar: Calendar,
  day: BusinessDay,
  { opened, due }: { opened: Instant; due: Instant },
  now: Instant,
): Urgency {
  return {
    passed: businessMinutes(calendar, day, opened, now),
    left: businessMinutes(calendar, day, now, due),
    overdue: businessMinutes(calendar, day, due, now),
  };
}

/** Business time between two instants; 0 where the second comes first. */
function businessMinutes(
  calendar: Calendar,
  { begins, ends }: BusinessDay,
  from: Instant,
  to: Instant,
): number {
  if (to <= from) return 0;
  let ms = 0;
  for (let date = localDateOf(calendar, from); date <= localDateOf(calendar, to); date += 1) {
    if (!isBusinessDay(calendar, date)) continue;
    const start = Math.max(from, instantAtLocal(calendar, date, begins));
    const end = Math.min(to, instantAtLocal(calendar, date, ends));
    ms += Math.max(0, end - start);
  }
  return Math.floor(ms / minuteMs);
}
