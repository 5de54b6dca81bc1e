import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  addBusinessDays,
  businessDaysBefore,
  businessDaysBetween,
  CalendarRangeError,
  formatLocalDate,
  isBusinessDay,
} from '../../../../src/engine/calendar/index.ts';
import { calendarFor, day } from './support.ts';

const cal = calendarFor('America/Chicago');
const closed = calendarFor('America/Chicago', ['2037-03-05', '2037-03-06']);

describe('isBusinessDay', () => {
  test.each([
    ['2037-03-04', true, 'a Wednesday'],
    ['2037-03-07', false, 'a Saturday'],
    ['2037-03-08', false, 'a Sunday'],
    ['2037-07-03', false, 'Independence Day on a Saturday, observed on the Friday before'],
    ['2037-07-06', true, 'the Monday after it'],
    ['2039-06-20', false, 'Juneteenth on a Sunday, observed on the Monday after'],
    ['2021-12-31', false, "the next year's New Year's Day, on a Saturday"],
    ['2027-12-31', false, "the next year's New Year's Day, on a Saturday"],
    ['2037-12-31', true, 'an ordinary last day of the year'],
    ['2022-01-03', true, 'the Monday after a New Year on a Saturday'],
    ['2040-01-02', false, "New Year's Day on a Sunday"],
    ['2037-01-20', true, 'Inauguration Day'],
  ])('%s: %s (%s)', (date, expected) => {
    expect(isBusinessDay(cal, day(date))).toBe(expected);
  });

  it('does not depend on which year was asked about before', () => {
    const fresh = { ...cal };
    expect(isBusinessDay(fresh, day('2028-06-01'))).toBe(true);
    expect(isBusinessDay(fresh, day('2027-12-31'))).toBe(false);
    expect(isBusinessDay({ ...cal }, day('2027-12-31'))).toBe(false);
  });

  it('knows closures, each calendar its own', () => {
    expect(isBusinessDay(closed, day('2037-03-05'))).toBe(false);
    expect(isBusinessDay(cal, day('2037-03-05'))).toBe(true);
  });

  it('does not count a date that the zone skipped', () => {
    expect(isBusinessDay(calendarFor('Pacific/Apia'), day('2011-12-30'))).toBe(false);
    expect(isBusinessDay(calendarFor('Pacific/Apia'), day('2011-12-29'))).toBe(true);
    expect(isBusinessDay(cal, day('2011-12-30'))).toBe(true);
    // A Friday that merely lost its first hour.
    expect(isBusinessDay(calendarFor('Africa/Cairo'), day('2023-04-28'))).toBe(true);
  });

  it('knows a holiday of 31 December that is observed in the year after', () => {
    const yearsEnd = { ...cal, holidays: [{ name: 'year’s end', month: 12, day: 31 }] };
    expect(isBusinessDay(yearsEnd, day('2035-01-01'))).toBe(false);
    expect(isBusinessDay(yearsEnd, day('2034-12-29'))).toBe(true);
  });

  it('refuses a calendar whose closure is no date', () => {
    expect(() => isBusinessDay({ ...cal, closures: ['someday'] }, 0)).toThrow(CalendarRangeError);
  });
});

test.each([
  ['2037-03-03', 1, '2037-03-04'],
  ['2037-03-06', 1, '2037-03-09'],
  ['2037-03-07', 1, '2037-03-09'],
  ['2037-07-02', 1, '2037-07-06'],
  ['2037-07-02', 5, '2037-07-10'],
  ['2027-12-30', 1, '2028-01-03'],
  ['2037-09-04', 2, '2037-09-09'],
  ['2037-03-07', 0, '2037-03-07'],
])('after %s business day %i is %s', (from, n, expected) => {
  expect(formatLocalDate(addBusinessDays(cal, day(from), n))).toBe(expected);
});

test.each([
  ['2037-03-04', 1, '2037-03-03'],
  ['2037-03-09', 1, '2037-03-06'],
  ['2037-03-08', 1, '2037-03-06'],
  ['2037-07-06', 1, '2037-07-02'],
  ['2028-01-03', 2, '2027-12-29'],
])('before %s business day %i is %s', (from, n, expected) => {
  expect(formatLocalDate(businessDaysBefore(cal, day(from), n))).toBe(expected);
});

test('closures are stepped over, in both directions', () => {
  expect(formatLocalDate(addBusinessDays(closed, day('2037-03-04'), 1))).toBe('2037-03-09');
  expect(formatLocalDate(businessDaysBefore(closed, day('2037-03-09'), 1))).toBe('2037-03-04');
});

test.each([
  ['2037-03-03', '2037-03-03', 0],
  ['2037-03-03', '2037-03-04', 1],
  ['2037-03-06', '2037-03-08', 0],
  ['2037-03-06', '2037-03-09', 1],
  ['2037-06-30', '2037-07-07', 4],
  ['2037-03-09', '2037-03-03', 0],
])('from %s to %s there are %s business days', (from, to, expected) => {
  expect(businessDaysBetween(cal, day(from), day(to))).toBe(expected);
});

describe('as laws, with any closures', () => {
  const dates = fc.integer({ min: day('2010-01-01'), max: day('2095-01-01') });
  const closures = fc.uniqueArray(fc.integer({ min: -60, max: 120 }), { maxLength: 12 });

  it('adding and counting are inverse, forwards and back', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: 1, max: 60 }), closures, (from, n, near) => {
        const some = { ...cal, closures: near.map((d) => formatLocalDate(from + d)).toSorted() };
        const to = addBusinessDays(some, from, n);
        expect(isBusinessDay(some, to)).toBe(true);
        expect(businessDaysBetween(some, from, to)).toBe(n);
        expect(businessDaysBetween(some, from, to - 1)).toBe(n - 1);
        const back = businessDaysBefore(some, to, n);
        // Back where it began, or on the last business day before if it began on a day off.
        expect(back).toBe(isBusinessDay(some, from) ? from : businessDaysBefore(some, from, 1));
      }),
      { numRuns: 200 },
    );
  });

  it('counting adds up', () => {
    fc.assert(
      fc.property(dates, fc.nat(200), fc.nat(200), (a, first, second) => {
        const [b, c] = [a + first, a + first + second];
        const whole = businessDaysBetween(cal, a, c);
        expect(businessDaysBetween(cal, a, b) + businessDaysBetween(cal, b, c)).toBe(whole);
      }),
    );
  });
});

describe('refuses', () => {
  test.each([
    ['a search beyond the range', () => addBusinessDays(cal, day('2099-12-30'), 10)],
    ['a search before the range', () => businessDaysBefore(cal, day('2000-01-05'), 10)],
    ['a count beyond the range', () => businessDaysBetween(cal, day('2099-12-01'), day('2101-01-01'))],
    ['no date', () => addBusinessDays(cal, Number.NaN, 1)],
    [
      'a calendar without business days',
      () => addBusinessDays({ ...cal, weekend: [1, 2, 3, 4, 5, 6, 7] }, 0, 1),
    ],
  ])('%s', (_what, compute) => {
    expect(compute).toThrow(CalendarRangeError);
  });

  test.each([-1, 1.5, Number.NaN])('%d business days', (n) => {
    expect(() => addBusinessDays(cal, day('2037-03-04'), n)).toThrow(RangeError);
  });
});
