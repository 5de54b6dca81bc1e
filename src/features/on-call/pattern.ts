import {
  type Calendar,
  instantAtLocal,
  type LocalDate,
  parseLocalDate,
} from '../../engine/calendar/index.ts';
import type { Span } from './shift.ts';

const minutesOfHour = 60;
const week = 7;

/** A time of a day as the agency's clocks show it. */
export type LocalTime = { date: LocalDate; minutes: number };

/** Comes again every so many weeks, so many times in all. */
export type Repeat = { everyWeeks: number; times: number };

/** Reads `YYYY-MM-DDTHH:mm`; undefined for anything else, and for days and times that do not exist. */
export function parseLocalTime(text: string): LocalTime | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d)$/.exec(text);
  const date = parseLocalDate(match?.[1] ?? '');
  if (!match || date === undefined) return undefined;
  return { date, minutes: Number(match[2]) * minutesOfHour + Number(match[3]) };
}

/** The instant at which clocks show it: the first of two, or the first after the gap. Throws CalendarRangeError. */
export function instantOf(calendar: Calendar, { date, minutes }: LocalTime): number {
  return instantAtLocal(calendar, date, minutes);
}

/**
 * The same local times week after week: a shift from 17:00 begins at 17:00 in winter and in summer, and the one over the
 * night on which clocks change is an hour shorter or longer. Throws CalendarRangeError out of range.
 */
export function spansOf(
  calendar: Calendar,
  { from, until }: { from: LocalTime; until: LocalTime },
  { everyWeeks, times }: Repeat,
): Span[] {
  return Array.from({ length: times }, (_, n) => {
    const later = (time: LocalTime) => ({ ...time, date: time.date + n * everyWeeks * week });
    return { from: instantOf(calendar, later(from)), until: instantOf(calendar, later(until)) };
  });
}
