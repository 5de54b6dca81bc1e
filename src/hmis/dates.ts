import { addMonths, formatLocalDate, parseLocalDate } from '../engine/calendar/local-date.ts';

const dateAndTime =
  /^(\d{4}-\d\d-\d\d)(?:[ T]\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?: ?(?:[AP]M|Z|[+-]\d\d:?\d\d))?)?$/i;

/** A date of an export as 'YYYY-MM-DD', with or without a time of day; null for anything else. */
export function exportDate(text: string): string | null {
  const parsed = parseLocalDate(dateAndTime.exec(text)?.[1] ?? '');
  return parsed === undefined ? null : formatLocalDate(parsed);
}

/** The data standards are of 2004: what says it was deleted before says something else, as 0001-01-01 does. */
const firstDeletion = '2000-01-01';

/** What DateDeleted says of its row. Anything but nothing or a day that has been leaves it unclear. */
export function deletion(text: string, today: string): 'live' | 'deleted' | 'unclear' {
  if (text === '') return 'live';
  const on = exportDate(text);
  return on !== null && on >= firstDeletion && on <= today ? 'deleted' : 'unclear';
}

/** Whether somebody born on that date has had the n-th birthday on or before the given day; both 'YYYY-MM-DD'. */
export function hasReachedAge(birthDate: string, years: number, on: string): boolean {
  const born = parseLocalDate(birthDate);
  const day = parseLocalDate(on);
  if (born === undefined || day === undefined) throw new RangeError('not a date');
  return addMonths(born, years * 12) <= day;
}
