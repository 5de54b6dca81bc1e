import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  addMonths,
  dateOf,
  endOfMonth,
  formatLocalDate,
  parseLocalDate,
  partsOf,
  startOfWeek,
  weekdayOf,
} from '../../../../src/engine/calendar/index.ts';
import { day } from './support.ts';

const DAY = 86_400_000;
const anyDate = fc.integer({ min: day('0001-01-01'), max: day('9999-12-31') });

test('dates agree with the days of Date in UTC, both ways', () => {
  fc.assert(
    fc.property(anyDate, (date) => {
      const oracle = new Date(date * DAY);
      const parts = [oracle.getUTCFullYear(), oracle.getUTCMonth() + 1, oracle.getUTCDate()] as const;
      expect(Object.values(partsOf(date))).toEqual(parts);
      expect(dateOf(...parts)).toBe(date);
      expect(formatLocalDate(date)).toBe(oracle.toISOString().slice(0, 10));
      expect(parseLocalDate(formatLocalDate(date))).toBe(date);
      expect(weekdayOf(date)).toBe(((oracle.getUTCDay() + 6) % 7) + 1);
    }),
    { numRuns: 1000 },
  );
});

test.each([1600, 1700, 1800, 1900, 2000, 2100, 2400])('so they do around the end of February %i', (year) => {
  for (let date = dateOf(year, 2, 25); date < dateOf(year, 3, 5); date++) {
    expect(formatLocalDate(date)).toBe(new Date(date * DAY).toISOString().slice(0, 10));
  }
});

test.each([
  ['2037-02-29', 'not a leap year'],
  ['2100-02-29', 'a century without a leap day'],
  ['2037-13-01', 'month 13'],
  ['2037-00-10', 'month 0'],
  ['2037-04-31', 'April has 30 days'],
  ['2037-04-00', 'day 0'],
  ['2037-4-1', 'no leading zeros'],
  ['2037-04-01T00:00', 'more than a date'],
  [' 2037-04-01', 'a blank'],
  ['', 'nothing'],
])('parseLocalDate refuses %j (%s)', (text) => {
  expect(parseLocalDate(text)).toBeUndefined();
});

describe('addMonths', () => {
  test.each([
    ['2037-01-31', 1, '2037-02-28'],
    ['2036-01-31', 1, '2036-02-29'],
    ['2037-01-28', 1, '2037-02-28'],
    ['2037-03-31', 1, '2037-04-30'],
    ['2037-12-31', 2, '2038-02-28'],
    ['2036-02-29', 12, '2037-02-28'],
    ['2037-11-15', 14, '2039-01-15'],
    ['2037-03-31', -1, '2037-02-28'],
    ['2037-01-15', -1, '2036-12-15'],
    ['2037-05-31', 0, '2037-05-31'],
  ])('%s and %i months is %s', (from, n, to) => {
    expect(formatLocalDate(addMonths(day(from), n))).toBe(to);
  });

  it('lands in the month meant, on the same day or on its last', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: day('1900-01-01'), max: day('2200-01-01') }),
        fc.integer({ min: -500, max: 500 }),
        (date, n) => {
          const [from, to] = [partsOf(date), partsOf(addMonths(date, n))];
          expect(to.year * 12 + to.month).toBe(from.year * 12 + from.month + n);
          if (to.day !== from.day) expect(partsOf(addMonths(date, n) + 1).day).toBe(1);
          expect(to.day).toBeLessThanOrEqual(from.day);
        },
      ),
    );
  });
});

test.each([
  ['2037-03-02', '2037-03-02'], // a Monday
  ['2037-03-08', '2037-03-02'], // a Sunday
  ['2037-01-01', '2036-12-29'],
])('the week of %s starts on %s', (date, monday) => {
  expect(formatLocalDate(startOfWeek(day(date)))).toBe(monday);
});

test.each([
  ['2037-02-01', '2037-02-28'],
  ['2036-02-29', '2036-02-29'],
  ['2037-12-31', '2037-12-31'],
  ['2037-04-30', '2037-04-30'],
])('the month of %s ends on %s', (date, last) => {
  expect(formatLocalDate(endOfMonth(day(date)))).toBe(last);
});
