/**
 * Dates for the oracle, by Intl and arithmetic on day numbers (days since 1970-01-01). It shares nothing with src, so
 * that a mistake there cannot be made here as well.
 */
const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;

const clocks = new Map<string, Intl.DateTimeFormat>();

/** What the clocks of a zone show at an instant, as if it were UTC. */
function shown(zone: string, instant: number): number {
  let clock = clocks.get(zone);
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-GB', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
    clocks.set(zone, clock);
  }
  const numbers = clock.format(instant).match(/\d+/g)?.map(Number) ?? [];
  const [day = 0, month = 0, year = 0, hour = 0, minute = 0, second = 0] = numbers;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

export function dayOf(zone: string, instant: number): number {
  return Math.floor(shown(zone, instant) / DAY);
}

const starts = new Map<string, number>();

/** The last millisecond before the clocks first show a later date. Zones move in quarters of an hour since long ago. */
export function lastMillisecond(zone: string, day: number): number {
  const key = `${zone} ${day}`;
  let start = starts.get(key);
  if (start === undefined) {
    start = (day + 1) * DAY - 18 * 60 * MINUTE;
    while (dayOf(zone, start) <= day) start += 15 * MINUTE;
    starts.set(key, start);
  }
  return start - 1;
}

/** 17:00 on the clocks of a zone. */
export function closeOfBusiness(zone: string, day: number): number {
  const wanted = day * DAY + 17 * 60 * MINUTE;
  let instant = wanted - 18 * 60 * MINUTE;
  while (shown(zone, instant) !== wanted) instant += 15 * MINUTE;
  return instant;
}

export function addMonth(day: number): number {
  const date = new Date(day * DAY);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  const lengthOfNext = new Date(Date.UTC(year, month + 2, 0)).getUTCDate();
  return Date.UTC(year, month + 1, Math.min(date.getUTCDate(), lengthOfNext)) / DAY;
}

/** The first day after `day` on which the agency works. */
export function nextBusinessDay(day: number, closures: readonly string[]): number {
  const closed = new Set(closures.map((date) => Date.parse(`${date}T00:00:00Z`) / DAY));
  let next = day + 1;
  while (weekday(next) === 0 || weekday(next) === 6 || closed.has(next) || isHoliday(next)) next += 1;
  return next;
}

/** Sunday is 0. */
function weekday(day: number): number {
  return new Date(day * DAY).getUTCDay();
}

function isHoliday(day: number): boolean {
  const year = new Date(day * DAY).getUTCFullYear();
  return holidays(year).includes(day) || holidays(year + 1).includes(day);
}

const known = new Map<number, number[]>();

/** The eleven of a year, on the days on which they are kept; New Year's Day may be kept in the year before. */
function holidays(year: number): number[] {
  const before = known.get(year);
  if (before) return before;
  const date = (month: number, day: number) => Date.UTC(year, month - 1, day) / DAY;
  const kept = (day: number) => day + (weekday(day) === 6 ? -1 : weekday(day) === 0 ? 1 : 0);
  const onOrAfter = (wanted: number, day: number) => day + ((wanted - weekday(day) + 7) % 7);
  const monday = (month: number, earliest: number) => onOrAfter(1, date(month, earliest));
  const all = [
    kept(date(1, 1)),
    monday(1, 15),
    monday(2, 15),
    monday(5, 25),
    kept(date(6, 19)),
    kept(date(7, 4)),
    monday(9, 1),
    monday(10, 8),
    kept(date(11, 11)),
    onOrAfter(4, date(11, 22)),
    kept(date(12, 25)),
  ];
  known.set(year, all);
  return all;
}
