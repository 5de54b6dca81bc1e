import { describe, expect, it, test } from 'vitest';
import { makeCalendar } from '../../../src/calendars/make-calendar.ts';
import { usFederalHolidays } from '../../../src/calendars/us-federal-holidays.ts';
import type { HolidayRule } from '../../../src/engine/calendar/index.ts';
import { at, calendarFor, zones } from '../engine/calendar/support.ts';

const minute = (iso: string) => at(iso) / 60_000;
const input = { id: 'demo', version: 3, timeZone: 'America/Chicago', closures: [] as string[] };

test('a calendar is plain JSON that says all it needs', () => {
  const result = makeCalendar({ ...input, closures: ['2037-12-24', '2037-03-04', '2037-12-24'] });
  if (!result.ok) throw new Error(result.problem.code);
  const { calendar } = result;
  expect(JSON.parse(JSON.stringify(calendar))).toEqual(calendar);
  expect(calendar).toMatchObject({
    id: 'demo',
    version: 3,
    timeZone: 'America/Chicago',
    validUntil: minute('2100-01-01T00:00:00Z'),
    weekend: [6, 7],
    holidays: usFederalHolidays,
    closures: ['2037-03-04', '2037-12-24'],
  });
  expect(calendar.transitions.slice(0, 3)).toEqual([
    [minute('2000-01-01T00:00:00Z'), -360],
    [minute('2000-04-02T08:00:00Z'), -300],
    [minute('2000-10-29T07:00:00Z'), -360],
  ]);
  // Two changes a year.
  expect(calendar.transitions).toHaveLength(201);
});

test('a zone that never changes its clocks has one entry', () => {
  expect(calendarFor('America/Phoenix').transitions).toEqual([[minute('2000-01-01T00:00:00Z'), -420]]);
});

test.each(zones)('%s: changes ascend and each one changes something', (zone) => {
  const { transitions } = calendarFor(zone);
  for (const [i, [from, offset]] of transitions.entries()) {
    const before = transitions[i - 1];
    if (!before) continue;
    expect(from).toBeGreaterThan(before[0]);
    expect(offset).not.toBe(before[1]);
  }
});

test.each([
  ['Africa/Cairo', '2010', [180, 120, 180, 120], 'no daylight saving in Ramadan'],
  ['America/Recife', '2000', [-120, -180, -120, -180], 'a week of daylight saving'],
])('short spells are seen: %s in %s has %j (%s)', (zone, year, offsets) => {
  const [from, until] = [minute(`${year}-01-01T00:00:00Z`), minute(`${year}-12-31T00:00:00Z`)];
  const ofYear = calendarFor(zone).transitions.filter(([at]) => at >= from && at < until);
  expect(ofYear.map(([, offset]) => offset)).toEqual(offsets);
});

describe('is refused with', () => {
  test.each(['Mars/Olympus', '', '+05:30', 'America/Chicago '])('an unknown zone %j', (timeZone) => {
    const problem = { code: 'unknown-time-zone', value: timeZone };
    expect(makeCalendar({ ...input, timeZone })).toEqual({ ok: false, problem });
  });

  test.each(['2037-02-29', 'Christmas', '2037-1-1'])('a closure %j', (closure) => {
    const problem = { code: 'invalid-closure', value: closure };
    expect(makeCalendar({ ...input, closures: ['2037-03-04', closure] })).toEqual({ ok: false, problem });
  });

  test.each<HolidayRule>([
    { name: 'month', month: 13, day: 1 },
    { name: 'day', month: 1, day: 0 },
    { name: 'weekday', month: 1, weekday: 8, nth: 1 },
    { name: 'nth', month: 1, weekday: 1, nth: 0 },
  ])('a holiday with an impossible $name', (rule) => {
    const problem = { code: 'invalid-holiday', value: rule.name };
    expect(makeCalendar({ ...input, holidays: [...usFederalHolidays, rule] })).toEqual({
      ok: false,
      problem,
    });
  });
});

it('takes an agency’s own holidays', () => {
  const holidays = [{ name: 'Founders’ Day', month: 4, day: 9 }];
  const result = makeCalendar({ ...input, holidays });
  expect(result.ok && result.calendar.holidays).toEqual(holidays);
});
