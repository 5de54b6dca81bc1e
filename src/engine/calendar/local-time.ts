import { formatLocalDate } from './local-date.ts';
import { type Calendar, CalendarRangeError, type Instant, type LocalDate } from './types.ts';

const MINUTE = 60_000;
const DAY_MINUTES = 1440;
const DAY = DAY_MINUTES * MINUTE;

/** Minutes east of UTC at an instant. Throws CalendarRangeError outside the calendar's range. */
export function offsetAt(cal: Calendar, instant: Instant): number {
  assertInRange(cal, instant);
  const index = firstIndex(cal.transitions.length, (i) => transition(cal, i)[0] * MINUTE > instant) - 1;
  return transition(cal, index)[1];
}

/** The date that clocks in the calendar's zone show at an instant. Throws CalendarRangeError out of range. */
export function localDateOf(cal: Calendar, instant: Instant): LocalDate {
  return Math.floor((instant + offsetAt(cal, instant) * MINUTE) / DAY);
}

/**
 * The first instant of a local date, also where midnight is skipped or comes twice. A date that the zone skipped
 * as a whole begins (and ends) where the next one begins. Throws CalendarRangeError out of range.
 */
export function startOfLocalDay(cal: Calendar, date: LocalDate): Instant {
  return firstInstantAt(cal, date * DAY_MINUTES);
}

/** The last millisecond before the first instant of the next local date. Throws CalendarRangeError out of range. */
export function endOfLocalDay(cal: Calendar, date: LocalDate): Instant {
  return startOfLocalDay(cal, date + 1) - 1;
}

/**
 * The instant at which clocks show a time of day (minutes after 00:00): the earlier of two, or the first instant
 * after the gap when clocks skip that time. Throws CalendarRangeError out of range.
 */
export function instantAtLocal(cal: Calendar, date: LocalDate, minutesOfDay: number): Instant {
  return firstInstantAt(cal, date * DAY_MINUTES + minutesOfDay);
}

/** 'YYYY-MM-DD HH:mm' as clocks in the calendar's zone show it, for people. Throws CalendarRangeError out of range. */
export function formatLocal(cal: Calendar, instant: Instant): string {
  const local = Math.floor(instant / MINUTE) + offsetAt(cal, instant);
  const date = Math.floor(local / DAY_MINUTES);
  const minutes = local - date * DAY_MINUTES;
  const pad = (n: number) => String(n).padStart(2, '0');
  return `${formatLocalDate(date)} ${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}

/** Returns the instant if the calendar may compute with it, and throws CalendarRangeError if not. */
export function assertInRange(cal: Calendar, instant: Instant): Instant {
  // Written so that NaN fails, too.
  if (instant >= transition(cal, 0)[0] * MINUTE && instant <= cal.validUntil * MINUTE) return instant;
  throw new CalendarRangeError(`calendar ${cal.id} v${cal.version} does not cover the instant ${instant}`);
}

/** The first instant at which local clocks (minutes since the epoch, as shown) have reached `local`. */
function firstInstantAt(cal: Calendar, local: number): Instant {
  const last = cal.transitions.length - 1;
  // Segments end at rising local times, because no zone changes its offset by more than the time between changes.
  const index = firstIndex(last, (i) => transition(cal, i + 1)[0] + transition(cal, i)[1] > local);
  const [from, offset] = transition(cal, index);
  const exact = local - offset;
  // Before the range's beginning there is no gap to skip: that time is unknown, and refused.
  const minute = index === 0 ? exact : Math.max(from, exact);
  return assertInRange(cal, minute * MINUTE);
}

/** The smallest i in 0…length for which `holds` is true; true is monotone, and `length` counts as true. */
function firstIndex(length: number, holds: (i: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function transition(cal: Calendar, index: number): readonly [number, number] {
  const found = cal.transitions[index];
  if (!found) throw new CalendarRangeError(`calendar ${cal.id} v${cal.version} has no offsets`);
  return found;
}
