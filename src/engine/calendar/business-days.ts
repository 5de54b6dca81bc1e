import { holidaysOfYear } from './holidays.ts';
import { dateOf, parseLocalDate, partsOf, weekdayOf } from './local-date.ts';
import { type Calendar, CalendarRangeError, type LocalDate } from './types.ts';

const DAY_MINUTES = 1440;

type Closed = {
  weekend: Set<number>;
  dates: Set<LocalDate>;
  /** Years whose holidays are among the dates, each as its first and its last date. */
  years: { first: LocalDate; last: LocalDate }[];
};

// A calendar never changes, so what is derived from it can live as long as it does.
const closedByCalendar = new WeakMap<Calendar, Closed>();

/** Whether a date is worked: no weekend, observed holiday or closure, and not skipped by the zone as a whole. */
export function isBusinessDay(cal: Calendar, date: LocalDate): boolean {
  const closed = closedIn(cal, date);
  return !closed.weekend.has(weekdayOf(date)) && !closed.dates.has(date);
}

/** The n-th business day strictly after a date (n = 0: the date itself). Throws CalendarRangeError out of range. */
export function addBusinessDays(cal: Calendar, date: LocalDate, n: number): LocalDate {
  return stepBusinessDays(cal, date, n, 1);
}

/** The n-th business day strictly before a date (n = 0: the date itself). Throws CalendarRangeError out of range. */
export function businessDaysBefore(cal: Calendar, date: LocalDate, n: number): LocalDate {
  return stepBusinessDays(cal, date, n, -1);
}

/** How many business days d there are with from < d <= to; 0 when `to` is not after `from`. */
export function businessDaysBetween(cal: Calendar, from: LocalDate, to: LocalDate): number {
  let count = 0;
  for (let date = from + 1; date <= to; date++) {
    assertDateInRange(cal, date);
    if (isBusinessDay(cal, date)) count++;
  }
  return count;
}

function stepBusinessDays(cal: Calendar, from: LocalDate, n: number, step: 1 | -1): LocalDate {
  if (!Number.isInteger(n) || n < 0) throw new RangeError(`not a count of business days: ${n}`);
  let date = from;
  for (let left = n; left > 0;) {
    date += step;
    // Also what ends the search in a calendar without any business day.
    assertDateInRange(cal, date);
    if (isBusinessDay(cal, date)) left--;
  }
  return date;
}

function assertDateInRange(cal: Calendar, date: LocalDate): void {
  // One day of slack, because offsets move the range's ends by less than a day in local dates.
  const first = (cal.transitions[0]?.[0] ?? Number.NaN) / DAY_MINUTES - 1;
  const last = cal.validUntil / DAY_MINUTES + 1;
  if (date >= first && date <= last) return;
  throw new CalendarRangeError(`calendar ${cal.id} v${cal.version} does not cover day ${date}`);
}

function closedIn(cal: Calendar, date: LocalDate): Closed {
  let closed = closedByCalendar.get(cal);
  if (!closed) {
    closed = { weekend: new Set(cal.weekend), dates: closuresAndSkipped(cal), years: [] };
    closedByCalendar.set(cal, closed);
  }
  if (!closed.years.some(({ first, last }) => date >= first && date <= last)) {
    const { year } = partsOf(date);
    // The neighbours, too: a holiday may be observed on 31 December before or 1 January after its year.
    for (const y of [year - 1, year, year + 1]) {
      for (const holiday of holidaysOfYear(cal, y)) closed.dates.add(holiday.date);
    }
    closed.years.push({ first: dateOf(year, 1, 1), last: dateOf(year, 12, 31) });
  }
  return closed;
}

function closuresAndSkipped(cal: Calendar): Set<LocalDate> {
  const dates = new Set<LocalDate>();
  for (const text of cal.closures) {
    const date = parseLocalDate(text);
    if (date === undefined)
      throw new CalendarRangeError(`calendar ${cal.id} v${cal.version}: closure is no date`);
    dates.add(date);
  }
  // Nobody works on a date that never came: Samoa went from 29 to 31 December 2011.
  cal.transitions.forEach(([at, offset], i) => {
    const before = cal.transitions[i - 1]?.[1] ?? offset;
    const firstMissed = Math.ceil((at + before) / DAY_MINUTES);
    for (let d = firstMissed; (d + 1) * DAY_MINUTES <= at + offset; d++) dates.add(d);
  });
  return dates;
}
