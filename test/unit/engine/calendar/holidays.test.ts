import { describe, expect, it, test } from 'vitest';
import {
  type Calendar,
  type HolidayRule,
  formatLocalDate,
  holidaysOfYear,
} from '../../../../src/engine/calendar/index.ts';
import { calendarFor } from './support.ts';

const federal = calendarFor('America/Chicago');
const withRules = (...holidays: HolidayRule[]): Calendar => ({ ...federal, holidays });
const datesOf = (cal: Calendar, year: number) =>
  holidaysOfYear(cal, year).map((h) => formatLocalDate(h.date));

// As the US Office of Personnel Management publishes them (2037 falls as 2026 does).
test.each([
  [
    2022,
    '2021-12-31 2022-01-17 2022-02-21 2022-05-30 2022-06-20 2022-07-04 2022-09-05 2022-10-10 2022-11-11 2022-11-24 2022-12-26',
  ],
  [
    2024,
    '2024-01-01 2024-01-15 2024-02-19 2024-05-27 2024-06-19 2024-07-04 2024-09-02 2024-10-14 2024-11-11 2024-11-28 2024-12-25',
  ],
  [
    2028,
    '2027-12-31 2028-01-17 2028-02-21 2028-05-29 2028-06-19 2028-07-04 2028-09-04 2028-10-09 2028-11-10 2028-11-23 2028-12-25',
  ],
  [
    2037,
    '2037-01-01 2037-01-19 2037-02-16 2037-05-25 2037-06-19 2037-07-03 2037-09-07 2037-10-12 2037-11-11 2037-11-26 2037-12-25',
  ],
])('the federal holidays of %i as observed', (year, expected) => {
  expect(datesOf(federal, year)).toEqual(expected.split(' '));
});

test('a holiday keeps its name where it is observed', () => {
  expect(holidaysOfYear(federal, 2022)[0]?.name).toBe("New Year's Day");
  expect(holidaysOfYear(federal, 2037).map((h) => h.name)).not.toContain('Inauguration Day');
});

describe('other rules', () => {
  it('a last weekday is the fifth where there are five', () => {
    const lastFriday = withRules({ name: 'last Friday', month: 1, weekday: 5, nth: -1 });
    expect(datesOf(lastFriday, 2037)).toEqual(['2037-01-30']);
    expect(datesOf(lastFriday, 2038)).toEqual(['2038-01-29']);
    expect(datesOf(lastFriday, 2039)).toEqual(['2039-01-28']);
  });

  it('a weekday rule is not moved off a weekend', () => {
    expect(datesOf(withRules({ name: 'second Sunday', month: 5, weekday: 7, nth: 2 }), 2037)).toEqual([
      '2037-05-10',
    ]);
  });

  it('a day that a year does not have is left out', () => {
    const leapDay = withRules({ name: 'leap day', month: 2, day: 29 });
    expect(datesOf(leapDay, 2037)).toEqual([]);
    expect(datesOf(leapDay, 2036)).toEqual(['2036-02-29']);
    const fifthMonday = withRules({ name: 'fifth Monday', month: 3, weekday: 1, nth: 5 });
    expect(datesOf(fifthMonday, 2037)).toEqual(['2037-03-30']);
    expect(datesOf(fifthMonday, 2038)).toEqual(['2038-03-29']);
    expect(datesOf(fifthMonday, 2039)).toEqual([]);
  });
});
