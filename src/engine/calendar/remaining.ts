import { addBusinessDays, businessDaysBetween, isBusinessDay } from './business-days.ts';
import { assertInRange, endOfLocalDay, instantAtLocal, localDateOf } from './local-time.ts';
import type { Calendar, Instant, Interval } from './types.ts';

/** What a deadline had left when its clock was stopped: plain JSON, so that it can wait as long as the hold does. */
export type Remaining =
  | { readonly kind: 'elapsed'; readonly ms: number }
  | { readonly kind: 'local-dates'; readonly count: number }
  | { readonly kind: 'business-days'; readonly count: number; readonly businessDayEnds: number };

/**
 * What is left at `from` of a deadline due at `due`: elapsed rest for minutes and hours, local dates for days and
 * months, business days for business days. Meant for deadlines that are not past (one that is has nothing left to
 * hold: its rest is negative, or 0 business days). Throws CalendarRangeError out of range.
 */
export function remaining(
  cal: Calendar,
  due: Instant,
  from: Instant,
  unit: Interval['unit'],
  businessDayEnds: number,
): Remaining {
  switch (unit) {
    case 'minutes':
    case 'hours':
      return { kind: 'elapsed', ms: due - from };
    case 'days':
    case 'months':
      return { kind: 'local-dates', count: localDateOf(cal, due) - localDateOf(cal, from) };
    case 'business-days': {
      const count = businessDaysBetween(cal, localDateOf(cal, from), localDateOf(cal, due));
      return { kind: 'business-days', count, businessDayEnds };
    }
  }
}

/**
 * When a deadline with that much left is due once its clock runs again at `resumed`. Resuming at the very instant
 * of the hold gives the old deadline back. Throws CalendarRangeError out of range.
 */
export function dueFromRemaining(cal: Calendar, resumed: Instant, rest: Remaining): Instant {
  switch (rest.kind) {
    case 'elapsed':
      return assertInRange(cal, assertInRange(cal, resumed) + rest.ms);
    case 'local-dates':
      return endOfLocalDay(cal, localDateOf(cal, resumed) + rest.count);
    case 'business-days': {
      const today = localDateOf(cal, resumed);
      if (rest.count > 0)
        return instantAtLocal(cal, addBusinessDays(cal, today, rest.count), rest.businessDayEnds);
      // Held on its last day: due at the end of the first business day that has not ended yet.
      const endsToday = instantAtLocal(cal, today, rest.businessDayEnds);
      if (isBusinessDay(cal, today) && resumed <= endsToday) return endsToday;
      return instantAtLocal(cal, addBusinessDays(cal, today, 1), rest.businessDayEnds);
    }
  }
}
