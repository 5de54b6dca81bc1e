import { parseLocalDate } from '../engine/calendar/local-date.ts';
import type { Calendar, HolidayRule } from '../engine/calendar/types.ts';
import { usFederalHolidays } from './us-federal-holidays.ts';
import { zoneTransitions } from './zone-transitions.ts';

const MINUTE = 60_000;
const FROM = Date.UTC(2000, 0, 1) / MINUTE;
const UNTIL = Date.UTC(2100, 0, 1) / MINUTE;

export type CalendarInput = {
  readonly id: string;
  readonly version: number;
  /** IANA name. */
  readonly timeZone: string;
  /** 'YYYY-MM-DD', in any order. */
  readonly closures: readonly string[];
  /** Default: the US federal holidays. */
  readonly holidays?: readonly HolidayRule[] | undefined;
};

export type CalendarProblem = {
  readonly code: 'unknown-time-zone' | 'invalid-closure' | 'invalid-holiday';
  /** The refused value: a zone name, a closure or a holiday's name. */
  readonly value: string;
};

export type CalendarResult =
  | { readonly ok: true; readonly calendar: Calendar }
  | { readonly ok: false; readonly problem: CalendarProblem };

/**
 * Makes a calendar for 2000 to 2099 with the zone's offsets as the running ICU knows them, so two machines with
 * different zone tables may make different calendars (and hashes): make one once, then keep it.
 */
export function makeCalendar(input: CalendarInput): CalendarResult {
  const { id, version, timeZone } = input;
  const holidays = input.holidays ?? usFederalHolidays;

  const badClosure = input.closures.find((text) => parseLocalDate(text) === undefined);
  if (badClosure !== undefined) return refuse('invalid-closure', badClosure);
  const badHoliday = holidays.find((rule) => !isPossible(rule));
  if (badHoliday) return refuse('invalid-holiday', badHoliday.name);
  const transitions = zoneTransitions(timeZone, FROM, UNTIL);
  if (!transitions) return refuse('unknown-time-zone', timeZone);

  const closures = [...new Set(input.closures)].toSorted();
  const weekend = [6, 7];
  return {
    ok: true,
    calendar: { id, version, timeZone, transitions, validUntil: UNTIL, weekend, holidays, closures },
  };
}

function refuse(code: CalendarProblem['code'], value: string): CalendarResult {
  return { ok: false, problem: { code, value } };
}

function isPossible(rule: HolidayRule): boolean {
  const within = (n: number, low: number, high: number) => Number.isInteger(n) && n >= low && n <= high;
  if (!within(rule.month, 1, 12)) return false;
  if ('day' in rule) return within(rule.day, 1, 31);
  return within(rule.weekday, 1, 7) && (rule.nth === -1 || within(rule.nth, 1, 5));
}
