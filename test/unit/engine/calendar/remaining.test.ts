import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  dueAfter,
  dueFromRemaining,
  type Interval,
  type Remaining,
  remaining,
} from '../../../../src/engine/calendar/index.ts';
import { at, calendarFor, iso, zones } from './support.ts';

const FIVE = 17 * 60;
const chicago = calendarFor('America/Chicago');

type Hold = [
  unit: Interval['unit'],
  due: string,
  held: string,
  resumed: string,
  dueThen: string,
  why: string,
];

describe('a hold in Chicago', () => {
  test.each<Hold>([
    [
      'hours',
      '2037-03-05T12:00-06:00',
      '2037-03-05T09:30-06:00',
      '2037-03-20T08:00-05:00',
      '2037-03-20T15:30:00.000Z',
      'two and a half hours are left',
    ],
    [
      'days',
      '2037-03-10T23:59:59.999-05:00',
      '2037-03-05T09:30-06:00',
      '2037-03-20T08:00-05:00',
      '2037-03-26T04:59:59.999Z',
      'five dates are left, to the end of the day',
    ],
    [
      'days',
      '2037-03-10T23:59:59.999-05:00',
      '2037-03-10T22:00-05:00',
      '2037-03-20T08:00-05:00',
      '2037-03-21T04:59:59.999Z',
      'held on the last day: due on the day it runs again',
    ],
    [
      'months',
      '2037-04-30T23:59:59.999-05:00',
      '2037-04-20T08:00-05:00',
      '2037-05-25T08:00-05:00',
      '2037-06-05T04:59:59.999Z',
      'months leave dates, not months',
    ],
    [
      'business-days',
      '2037-03-06T17:00-06:00',
      '2037-03-04T09:00-06:00',
      '2037-07-02T09:00-05:00',
      '2037-07-07T22:00:00.000Z',
      'two business days, over weekend and holiday',
    ],
    [
      'business-days',
      '2037-03-09T17:00-05:00',
      '2037-03-06T20:00-06:00',
      '2037-03-14T09:00-05:00',
      '2037-03-16T22:00:00.000Z',
      'one is left over the weekend; resumed on a Saturday',
    ],
    [
      'business-days',
      '2037-03-06T17:00-06:00',
      '2037-03-06T10:00-06:00',
      '2037-03-16T10:00-05:00',
      '2037-03-16T22:00:00.000Z',
      'held on the last day: due on the day it runs again',
    ],
    [
      'business-days',
      '2037-03-06T17:00-06:00',
      '2037-03-06T10:00-06:00',
      '2037-03-16T17:00-05:00',
      '2037-03-16T22:00:00.000Z',
      'which ends just then',
    ],
    [
      'business-days',
      '2037-03-06T17:00-06:00',
      '2037-03-06T10:00-06:00',
      '2037-03-16T18:00-05:00',
      '2037-03-17T22:00:00.000Z',
      'which has ended already: the next',
    ],
    [
      'business-days',
      '2037-03-06T17:00-06:00',
      '2037-03-06T10:00-06:00',
      '2037-03-14T10:00-05:00',
      '2037-03-16T22:00:00.000Z',
      'which is no business day: the next',
    ],
  ])('of %s, due %s, from %s to %s, moves it to %s (%s)', (unit, due, held, resumed, dueThen) => {
    const rest = remaining(chicago, at(due), at(held), unit, FIVE);
    expect(iso(dueFromRemaining(chicago, at(resumed), rest))).toBe(dueThen);
  });
});

test('what is left is plain JSON', () => {
  const [due, held] = [at('2037-03-06T17:00-06:00'), at('2037-03-04T09:00-06:00')];
  const rests = (['minutes', 'hours', 'days', 'months', 'business-days'] as const).map((unit) =>
    remaining(chicago, due, held, unit, FIVE),
  );
  expect(rests).toEqual<Remaining[]>([
    { kind: 'elapsed', ms: 56 * 3_600_000 },
    { kind: 'elapsed', ms: 56 * 3_600_000 },
    { kind: 'local-dates', count: 2 },
    { kind: 'local-dates', count: 2 },
    { kind: 'business-days', count: 2, businessDayEnds: FIVE },
  ]);
  expect(JSON.parse(JSON.stringify(rests))).toEqual(rests);
});

const openings = fc.integer({ min: at('2020-01-01T00:00:00Z'), max: at('2090-01-01T00:00:00Z') });
const intervals = fc.record({
  unit: fc.constantFrom<Interval['unit']>('minutes', 'hours', 'days', 'months', 'business-days'),
  count: fc.integer({ min: 1, max: 30 }),
});

test('a hold of no length moves nothing', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      openings,
      intervals,
      fc.double({ min: 0, max: 1, noNaN: true }),
      (zone, opened, interval, part) => {
        const cal = calendarFor(zone);
        const due = dueAfter(cal, opened, interval, FIVE);
        const held = opened + Math.floor((due - opened) * part);
        expect(dueFromRemaining(cal, held, remaining(cal, due, held, interval.unit, FIVE))).toBe(due);
      },
    ),
    { numRuns: 500 },
  );
});

test('a hold never makes a deadline earlier, and never one that is past when its clock runs again', () => {
  const held = fc.integer({ min: 0, max: 60 * 86_400_000 });
  fc.assert(
    fc.property(fc.constantFrom(...zones), openings, intervals, held, (zone, opened, interval, length) => {
      const cal = calendarFor(zone);
      const due = dueAfter(cal, opened, interval, FIVE);
      const then = dueFromRemaining(cal, opened + length, remaining(cal, due, opened, interval.unit, FIVE));
      expect(then).toBeGreaterThanOrEqual(due);
      expect(then).toBeGreaterThanOrEqual(opened + length);
    }),
    { numRuns: 500 },
  );
});
