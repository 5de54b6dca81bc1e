import { addBusinessDays } from './business-days.ts';
import { addMonths, endOfMonth, startOfWeek } from './local-date.ts';
import { assertInRange, endOfLocalDay, instantAtLocal, localDateOf } from './local-time.ts';
import type { Calendar, Instant, Interval } from './types.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/**
 * The last instant at which something opened at `opened` is in time. Minutes and hours are elapsed; days and
 * months end with the local day that many on from the opening's local date (months clamped to the month's end);
 * business days end at `businessDayEnds` (minutes after 00:00 local). Throws CalendarRangeError out of range.
 */
export function dueAfter(
  cal: Calendar,
  opened: Instant,
  interval: Interval,
  businessDayEnds: number,
): Instant {
  const { unit, count } = interval;
  switch (unit) {
    case 'minutes':
      return assertInRange(cal, assertInRange(cal, opened) + count * MINUTE);
    case 'hours':
      return assertInRange(cal, assertInRange(cal, opened) + count * HOUR);
    case 'days':
      return endOfLocalDay(cal, localDateOf(cal, opened) + count);
    case 'months':
      return endOfLocalDay(cal, addMonths(localDateOf(cal, opened), count));
    case 'business-days':
      return instantAtLocal(cal, addBusinessDays(cal, localDateOf(cal, opened), count), businessDayEnds);
  }
}

/**
 * The last millisecond of the calendar week (Monday to Sunday) or month that lies `offset` windows after (or
 * before, if negative) the one containing `at`. Throws CalendarRangeError out of range.
 */
export function windowEnd(cal: Calendar, at: Instant, window: 'week' | 'month', offset: number): Instant {
  const date = localDateOf(cal, at);
  switch (window) {
    case 'week':
      return endOfLocalDay(cal, startOfWeek(date) + 6 + 7 * offset);
    case 'month':
      return endOfLocalDay(cal, endOfMonth(addMonths(date, offset)));
  }
}
