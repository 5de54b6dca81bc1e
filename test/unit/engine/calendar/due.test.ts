import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  CalendarRangeError,
  dueAfter,
  type Interval,
  localDateOf,
  windowEnd,
} from '../../../../src/engine/calendar/index.ts';
import { at, calendarFor, dateByIntl, iso, zones } from './support.ts';

const FIVE = 17 * 60;
const chicago = calendarFor('America/Chicago');
const of = (count: number, unit: Interval['unit']): Interval => ({ unit, count });

describe('dueAfter in Chicago', () => {
  test.each([
    ['2037-03-03T10:15:00-06:00', of(30, 'minutes'), '2037-03-03T16:45:00.000Z', 'elapsed'],
    ['2037-03-07T12:00:00-06:00', of(24, 'hours'), '2037-03-08T18:00:00.000Z', 'elapsed, across a short day'],
    ['2037-10-31T12:00:00-05:00', of(24, 'hours'), '2037-11-01T17:00:00.000Z', 'elapsed, across a long day'],
    ['2037-03-03T10:15:00-06:00', of(7, 'days'), '2037-03-11T04:59:59.999Z', 'the clocks went forward'],
    [
      '2037-03-03T23:59:59-06:00',
      of(7, 'days'),
      '2037-03-11T04:59:59.999Z',
      'the opening hour does not matter',
    ],
    ['2037-03-04T00:00:00-06:00', of(7, 'days'), '2037-03-12T04:59:59.999Z', 'the opening date does'],
    ['2037-10-28T10:00:00-05:00', of(7, 'days'), '2037-11-05T05:59:59.999Z', 'the clocks went back'],
    ['2037-01-31T10:00:00-06:00', of(1, 'months'), '2037-03-01T05:59:59.999Z', 'clamped to 28 February'],
    ['2039-12-31T10:00:00-06:00', of(2, 'months'), '2040-03-01T05:59:59.999Z', 'clamped to 29 February'],
    ['2037-04-14T15:00:00-05:00', of(1, 'months'), '2037-05-15T04:59:59.999Z', 'a month'],
    ['2037-03-03T10:15:00-06:00', of(1, 'business-days'), '2037-03-04T23:00:00.000Z', '17:00 on the next'],
    ['2037-03-03T18:30:00-06:00', of(1, 'business-days'), '2037-03-04T23:00:00.000Z', 'opened after hours'],
    [
      '2037-03-06T09:00:00-06:00',
      of(1, 'business-days'),
      '2037-03-09T22:00:00.000Z',
      'weekend, clocks forward',
    ],
    ['2037-07-02T09:00:00-05:00', of(1, 'business-days'), '2037-07-06T22:00:00.000Z', 'an observed holiday'],
    [
      '2027-12-30T09:00:00-06:00',
      of(1, 'business-days'),
      '2028-01-03T23:00:00.000Z',
      'New Year on 31 December',
    ],
  ])('opened %s, %o: %s (%s)', (opened, interval, expected) => {
    expect(iso(dueAfter(chicago, at(opened), interval, FIVE))).toBe(expected);
  });

  test('a closure moves business days, and days not', () => {
    const closed = calendarFor('America/Chicago', ['2037-03-04']);
    const opened = at('2037-03-03T10:15:00-06:00');
    expect(iso(dueAfter(closed, opened, of(1, 'business-days'), FIVE))).toBe('2037-03-05T23:00:00.000Z');
    expect(iso(dueAfter(closed, opened, of(1, 'days'), FIVE))).toBe('2037-03-05T05:59:59.999Z');
  });

  test('the end of the business day is the caller’s', () => {
    const opened = at('2037-03-03T10:15:00-06:00');
    expect(iso(dueAfter(chicago, opened, of(1, 'business-days'), 8 * 60))).toBe('2037-03-04T14:00:00.000Z');
  });
});

test.each([
  ['Asia/Kolkata', '2037-03-03T20:00:00Z', of(1, 'days'), '2037-03-05T18:29:59.999Z'],
  ['Australia/Lord_Howe', '2037-04-03T12:00:00Z', of(2, 'days'), '2037-04-05T13:29:59.999Z'],
  ['Asia/Beirut', '2037-03-21T10:00:00Z', of(7, 'days'), '2037-03-28T21:59:59.999Z'],
  ['America/Sao_Paulo', '2018-02-10T12:00:00Z', of(7, 'days'), '2018-02-18T02:59:59.999Z'],
  ['Africa/Cairo', '2023-04-20T10:00:00Z', of(7, 'days'), '2023-04-27T21:59:59.999Z'],
])('in %s opened %s, %o: %s', (zone, opened, interval, expected) => {
  expect(iso(dueAfter(calendarFor(zone), at(opened), interval, FIVE))).toBe(expected);
});

test('in every zone days end where Intl says that the next date begins', () => {
  const opened = fc.integer({ min: at('2001-01-01T00:00:00Z'), max: at('2098-01-01T00:00:00Z') });
  fc.assert(
    fc.property(fc.constantFrom(...zones), opened, fc.integer({ min: 1, max: 400 }), (zone, from, count) => {
      const due = dueAfter(calendarFor(zone), from, of(count, 'days'), FIVE);
      const wanted = iso((localDateOf(calendarFor(zone), from) + count) * 86_400_000).slice(0, 10);
      expect(dateByIntl(zone, due) <= wanted).toBe(true);
      expect(dateByIntl(zone, due + 1) > wanted).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('nothing is due beyond the range', () => {
  const late = at('2099-12-31T10:00:00Z');
  for (const unit of ['hours', 'days', 'months', 'business-days'] as const) {
    expect(() => dueAfter(chicago, late, of(100, unit), FIVE), unit).toThrow(CalendarRangeError);
  }
  expect(() => dueAfter(chicago, at('1999-12-31T23:59:59Z'), of(24, 'hours'), FIVE)).toThrow(
    CalendarRangeError,
  );
});

test.each([
  ['2037-03-04T12:00:00-06:00', 'week', 0, '2037-03-09T04:59:59.999Z'],
  ['2037-03-02T00:00:00-06:00', 'week', 0, '2037-03-09T04:59:59.999Z'],
  ['2037-03-08T23:59:59-05:00', 'week', 0, '2037-03-09T04:59:59.999Z'],
  ['2037-03-09T00:00:00-05:00', 'week', 0, '2037-03-16T04:59:59.999Z'],
  ['2037-03-04T12:00:00-06:00', 'week', 1, '2037-03-16T04:59:59.999Z'],
  ['2037-03-04T12:00:00-06:00', 'week', -1, '2037-03-02T05:59:59.999Z'],
  ['2037-01-31T12:00:00-06:00', 'month', 0, '2037-02-01T05:59:59.999Z'],
  ['2037-01-31T12:00:00-06:00', 'month', 1, '2037-03-01T05:59:59.999Z'],
  ['2037-02-28T12:00:00-06:00', 'month', 1, '2037-04-01T04:59:59.999Z'],
  ['2037-12-01T12:00:00-06:00', 'month', 1, '2038-02-01T05:59:59.999Z'],
] as const)('from %s the %s %i on ends at %s', (from, window, offset, expected) => {
  expect(iso(windowEnd(chicago, at(from), window, offset))).toBe(expected);
});
