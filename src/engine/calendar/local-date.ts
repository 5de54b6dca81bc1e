import type { LocalDate } from './types.ts';

const DAYS_PER_ERA = 146_097; // 400 Gregorian years
const EPOCH_SHIFT = 719_468; // from 0000-03-01 to 1970-01-01

export type YearMonthDay = { year: number; month: number; day: number };

/** The date of a year, month (1-12) and day; days beyond the month's end run on into the next month. */
export function dateOf(year: number, month: number, day: number): LocalDate {
  // Years begin in March here, so that the leap day is the last day of its year.
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * DAYS_PER_ERA + dayOfEra - EPOCH_SHIFT;
}

/** Year, month (1-12) and day of the month of a date. */
export function partsOf(date: LocalDate): YearMonthDay {
  const shifted = date + EPOCH_SHIFT;
  const era = Math.floor(shifted / DAYS_PER_ERA);
  const dayOfEra = shifted - era * DAYS_PER_ERA;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  return { year: era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month, day };
}

/** ISO weekday of a date: 1 Monday … 7 Sunday. */
export function weekdayOf(date: LocalDate): number {
  return ((((date + 3) % 7) + 7) % 7) + 1;
}

/** Number of days in a month (1-12). */
export function daysInMonth(year: number, month: number): number {
  return month === 12 ? 31 : dateOf(year, month + 1, 1) - dateOf(year, month, 1);
}

/** The same day n months on (or back, if negative), or that month's last day where it is shorter. */
export function addMonths(date: LocalDate, n: number): LocalDate {
  const { year, month, day } = partsOf(date);
  const months = year * 12 + (month - 1) + n;
  const targetYear = Math.floor(months / 12);
  const targetMonth = months - targetYear * 12 + 1;
  return dateOf(targetYear, targetMonth, Math.min(day, daysInMonth(targetYear, targetMonth)));
}

/** The Monday of the date's week. */
export function startOfWeek(date: LocalDate): LocalDate {
  return date - weekdayOf(date) + 1;
}

/** The last day of the date's month. */
export function endOfMonth(date: LocalDate): LocalDate {
  const { year, month } = partsOf(date);
  return dateOf(year, month, daysInMonth(year, month));
}

/** Reads 'YYYY-MM-DD'; undefined when the text is anything else or no such day exists. */
export function parseLocalDate(text: string): LocalDate | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return undefined;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined;
  return dateOf(year, month, day);
}

/** Writes 'YYYY-MM-DD' (years 0 to 9999). */
export function formatLocalDate(date: LocalDate): string {
  const { year, month, day } = partsOf(date);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
