import { dateOf, daysInMonth, weekdayOf } from './local-date.ts';
import type { Calendar, HolidayRule, LocalDate } from './types.ts';

const SATURDAY = 6;
const SUNDAY = 7;

export type Holiday = { name: string; date: LocalDate };

/**
 * The holidays of a year on the dates they are observed, in order. New Year's Day on a Saturday is observed on
 * 31 December of the year before and still belongs to its own year here.
 */
export function holidaysOfYear(cal: Calendar, year: number): Holiday[] {
  return cal.holidays
    .flatMap((rule) => {
      const date = observed(rule, year);
      return date === undefined ? [] : [{ name: rule.name, date }];
    })
    .toSorted((a, b) => a.date - b.date);
}

/** Where a rule is observed; undefined in a year without such a day (29 February, a fifth Monday). */
function observed(rule: HolidayRule, year: number): LocalDate | undefined {
  const length = daysInMonth(year, rule.month);
  if ('day' in rule) {
    if (rule.day > length) return undefined;
    const date = dateOf(year, rule.month, rule.day);
    const weekday = weekdayOf(date);
    if (weekday === SATURDAY) return date - 1;
    return weekday === SUNDAY ? date + 1 : date;
  }
  const first = dateOf(year, rule.month, 1);
  const firstMatch = 1 + ((rule.weekday - weekdayOf(first) + 7) % 7);
  const matches = Math.floor((length - firstMatch) / 7) + 1;
  const nth = rule.nth === -1 ? matches : rule.nth;
  return nth > matches ? undefined : first + firstMatch - 1 + (nth - 1) * 7;
}
