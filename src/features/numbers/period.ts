import {
  addMonths,
  type Calendar,
  dateOf,
  endOfMonth,
  formatLocalDate,
  type Instant,
  localDateOf,
  startOfLocalDay,
} from '../../engine/calendar/index.ts';

/** 'YYYY-MM' of the agency's calendar. */
export type Month = string;

/** A month between two instants (`until` is the first one after it), and the ends of those of its days that are over. */
export type MonthSpan = { month: Month; from: Instant; until: Instant; dayEnds: Instant[] };

/** What is looked at: months that follow each other, known up to `asOf`. */
export type Period = { calendar: Calendar; asOf: Instant; months: MonthSpan[] };

/** The month on the agency's clocks. */
export function monthOf(calendar: Calendar, instant: Instant): Month {
  return formatLocalDate(localDateOf(calendar, instant)).slice(0, 7);
}

/** So many months later, or earlier. */
export function monthAfter(month: Month, count: number): Month {
  return formatLocalDate(addMonths(firstDay(month), count)).slice(0, 7);
}

/** From a month through another one, both included; none where the last lies before the first. */
export function periodOf(calendar: Calendar, first: Month, last: Month, asOf: Instant): Period {
  const months: MonthSpan[] = [];
  for (let month = first; month <= last; month = monthAfter(month, 1))
    months.push(span(calendar, month, asOf));
  return { calendar, asOf, months };
}

/** The month an instant belongs to, where it is one of the period's. */
export function spanOf({ months }: Period, instant: Instant): MonthSpan | undefined {
  return months.find(({ from, until }) => instant >= from && instant < until);
}

function span(calendar: Calendar, month: Month, asOf: Instant): MonthSpan {
  const first = firstDay(month);
  const last = endOfMonth(first);
  const begins = Array.from({ length: last - first + 2 }, (_, n) => startOfLocalDay(calendar, first + n));
  const dayEnds = begins.slice(1).filter((end) => end <= asOf);
  return { month, from: begins[0] ?? 0, until: begins.at(-1) ?? 0, dayEnds };
}

function firstDay(month: Month): number {
  const [year = '', number = ''] = month.split('-');
  return dateOf(Number(year), Number(number), 1);
}
