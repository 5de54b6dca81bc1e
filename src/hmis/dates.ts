import { addMonths, formatLocalDate, parseLocalDate } from '../engine/calendar/local-date.ts';

/** A date of an export as 'YYYY-MM-DD', with or without a time of day; null for anything else. */
export function exportDate(text: string): string | null {
  const [date = ''] = text.split(/[ T]/, 1);
  const parsed = parseLocalDate(date);
  return parsed === undefined ? null : formatLocalDate(parsed);
}

/** Whether somebody born on that date has had the n-th birthday on or before the given day; both 'YYYY-MM-DD'. */
export function hasReachedAge(birthDate: string, years: number, on: string): boolean {
  const born = parseLocalDate(birthDate);
  const day = parseLocalDate(on);
  if (born === undefined || day === undefined) throw new RangeError('not a date');
  return addMonths(born, years * 12) <= day;
}
