import { makeCalendar } from '../../src/calendars/make-calendar.ts';
import { pinnedPolicy } from '../../src/kit/pinned-policy.ts';
import { type Calendar, instantAtLocal, parseLocalDate } from '../../src/engine/calendar/index.ts';
import type { Policy, Profile } from '../../src/engine/policy/profile.ts';
import { countyProfile } from '../../src/pathway/profiles/county.ts';

const made = new Map<string, Calendar>();

/** A calendar of that zone with the US federal holidays; the same object for the same arguments. */
export function calendarOf(timeZone = 'America/Chicago', closures: readonly string[] = []): Calendar {
  const name = [timeZone, ...closures].join(' ');
  const known = made.get(name);
  if (known) return known;
  const result = makeCalendar({ id: 'agency', version: 1, timeZone, closures });
  if (!result.ok) throw new Error(result.problem.code);
  made.set(name, result.calendar);
  return result.calendar;
}

/** A profile and a calendar under their hashes; left out, the county's profile in Chicago. */
export function policyFrom(profile: Profile = countyProfile, calendar: Calendar = calendarOf()): Policy {
  return pinnedPolicy(profile, calendar);
}

/** '2037-03-02 09:00' (or with seconds, or milliseconds) on the clocks of a calendar, as an instant. */
export function localInstant(calendar: Calendar, text: string): number {
  const [, date = '', hours, minutes, seconds = '0'] =
    /^(\S+) (\d\d):(\d\d)(?::(\d\d(?:\.\d{3})?))?$/.exec(text) ?? [];
  const day = parseLocalDate(date);
  if (day === undefined) throw new Error(`no local time: ${text}`);
  const minute = instantAtLocal(calendar, day, Number(hours) * 60 + Number(minutes));
  return minute + Math.round(Number(seconds) * 1000);
}
