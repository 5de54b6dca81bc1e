import { describe, expect, it, test } from 'vitest';
import {
  CalendarRangeError,
  endOfLocalDay,
  formatLocal,
  formatLocalDate,
  instantAtLocal,
  localDateOf,
  offsetAt,
  startOfLocalDay,
} from '../../../../src/engine/calendar/index.ts';
import { at, calendarFor, day, iso } from './support.ts';

const chicago = calendarFor('America/Chicago');

describe('startOfLocalDay', () => {
  test.each([
    ['America/Chicago', '2037-03-08', '2037-03-08T06:00:00.000Z', 'the day the clocks go forward'],
    ['America/Chicago', '2037-03-09', '2037-03-09T05:00:00.000Z', 'the day after'],
    ['America/Chicago', '2037-11-01', '2037-11-01T05:00:00.000Z', 'the day the clocks go back'],
    ['America/Sao_Paulo', '2018-11-04', '2018-11-04T03:00:00.000Z', 'midnight skipped'],
    ['America/Sao_Paulo', '2018-02-18', '2018-02-18T03:00:00.000Z', 'back to 23:00 at midnight'],
    ['Asia/Beirut', '2022-03-27', '2022-03-26T22:00:00.000Z', 'midnight skipped'],
    ['Asia/Beirut', '2022-10-30', '2022-10-29T22:00:00.000Z', 'back to 23:00 at midnight'],
    ['Africa/Cairo', '2023-04-28', '2023-04-27T22:00:00.000Z', 'midnight skipped'],
    ['Africa/Cairo', '2023-10-27', '2023-10-26T22:00:00.000Z', 'back to 23:00 at midnight'],
    ['America/Havana', '2022-03-13', '2022-03-13T05:00:00.000Z', 'midnight skipped'],
    ['America/Havana', '2022-11-06', '2022-11-06T04:00:00.000Z', 'midnight comes twice'],
    ['America/Asuncion', '2023-10-01', '2023-10-01T04:00:00.000Z', 'midnight skipped'],
    ['America/St_Johns', '2010-11-07', '2010-11-07T02:30:00.000Z', 'back to 23:01 the day before at 00:01'],
    ['Australia/Lord_Howe', '2022-04-03', '2022-04-02T13:00:00.000Z', 'half an hour back at 02:00'],
    ['Australia/Lord_Howe', '2022-04-04', '2022-04-03T13:30:00.000Z', 'and the day after'],
    ['Pacific/Apia', '2011-12-29', '2011-12-29T10:00:00.000Z', 'before the date line moved'],
    ['Pacific/Apia', '2011-12-30', '2011-12-30T10:00:00.000Z', 'the date that never came'],
    ['Pacific/Apia', '2011-12-31', '2011-12-30T10:00:00.000Z', 'after the date line moved'],
  ])('%s %s begins at %s (%s)', (zone, date, expected) => {
    expect(iso(startOfLocalDay(calendarFor(zone), day(date)))).toBe(expected);
  });
});

describe('endOfLocalDay', () => {
  test.each([
    ['2037-03-08', 23],
    ['2037-03-10', 24],
    ['2037-11-01', 25],
  ])('Chicago has on %s %i hours', (date, hours) => {
    const length = endOfLocalDay(chicago, day(date)) + 1 - startOfLocalDay(chicago, day(date));
    expect(length).toBe(hours * 3_600_000);
  });

  it('is a millisecond before the next date, also in the hour that comes twice around midnight', () => {
    const saoPaulo = calendarFor('America/Sao_Paulo');
    expect(iso(endOfLocalDay(saoPaulo, day('2018-02-17')))).toBe('2018-02-18T02:59:59.999Z');
    const stJohns = calendarFor('America/St_Johns');
    expect(iso(endOfLocalDay(stJohns, day('2010-11-06')))).toBe('2010-11-07T02:29:59.999Z');
  });

  it('leaves nothing of a date that the zone skipped', () => {
    const apia = calendarFor('Pacific/Apia');
    expect(endOfLocalDay(apia, day('2011-12-30'))).toBe(endOfLocalDay(apia, day('2011-12-29')));
    expect(formatLocalDate(localDateOf(apia, endOfLocalDay(apia, day('2011-12-30')) + 1))).toBe('2011-12-31');
  });
});

test.each([
  ['2037-03-08', 1 * 60 + 59, '2037-03-08T07:59:00.000Z', 'a minute before the gap'],
  ['2037-03-08', 2 * 60, '2037-03-08T08:00:00.000Z', 'in the gap: the first instant after it'],
  ['2037-03-08', 2 * 60 + 30, '2037-03-08T08:00:00.000Z', 'in the gap: the first instant after it'],
  ['2037-03-08', 3 * 60, '2037-03-08T08:00:00.000Z', 'the end of the gap'],
  ['2037-11-01', 1 * 60 + 30, '2037-11-01T06:30:00.000Z', 'comes twice: the earlier'],
  ['2037-11-01', 2 * 60, '2037-11-01T08:00:00.000Z', 'comes once again'],
  ['2037-07-01', 17 * 60, '2037-07-01T22:00:00.000Z', 'an ordinary afternoon'],
])('in Chicago on %s minute %i of the day is %s (%s)', (date, minutes, expected) => {
  expect(iso(instantAtLocal(chicago, day(date), minutes))).toBe(expected);
});

test('offsets and what people read', () => {
  expect(offsetAt(chicago, at('2037-03-08T07:59:59.999Z'))).toBe(-360);
  expect(offsetAt(chicago, at('2037-03-08T08:00:00.000Z'))).toBe(-300);
  expect(formatLocal(chicago, at('2037-03-08T07:59:59.999Z'))).toBe('2037-03-08 01:59');
  expect(formatLocal(chicago, at('2037-03-08T08:00:00.000Z'))).toBe('2037-03-08 03:00');
  expect(formatLocal(calendarFor('Asia/Kolkata'), at('2037-03-08T20:00:00Z'))).toBe('2037-03-09 01:30');
});

describe('outside the range', () => {
  const first = at('2000-01-01T00:00:00Z');
  const last = at('2100-01-01T00:00:00Z');

  it('computes up to both ends', () => {
    expect(formatLocalDate(localDateOf(chicago, first))).toBe('1999-12-31');
    expect(formatLocalDate(localDateOf(chicago, last))).toBe('2099-12-31');
    expect(iso(startOfLocalDay(chicago, day('2000-01-01')))).toBe('2000-01-01T06:00:00.000Z');
    expect(iso(startOfLocalDay(chicago, day('2099-12-31')))).toBe('2099-12-31T06:00:00.000Z');
  });

  test.each([
    ['an instant before it', () => offsetAt(chicago, first - 1)],
    ['an instant after it', () => localDateOf(chicago, last + 1)],
    ['no number', () => localDateOf(chicago, Number.NaN)],
    ['a day that began before it', () => startOfLocalDay(chicago, day('1999-12-31'))],
    ['a day that ends after it', () => endOfLocalDay(chicago, day('2099-12-31'))],
    ['no date', () => startOfLocalDay(chicago, Number.NaN)],
    ['a calendar without offsets', () => offsetAt({ ...chicago, transitions: [] }, first)],
  ])('refuses %s', (_what, compute) => {
    expect(compute).toThrow(CalendarRangeError);
  });

  it('names the error and is an Error', () => {
    const error = new CalendarRangeError('text');
    expect(error).toBeInstanceOf(Error);
    expect(error.name).toBe('CalendarRangeError');
  });
});
