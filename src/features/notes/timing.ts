import { CalendarRangeError, dueAfter, type Instant } from '../../engine/calendar/index.ts';
import type { Policy } from '../../engine/policy/profile.ts';

/** By when what happened is to be in a signed note (DO-2); null where the profile sets no time. */
export function signBy({ profile, calendar }: Policy, happenedAt: Instant): Instant | null {
  const count = profile.recordTimes?.signedWithinBusinessDays.value;
  if (count === undefined) return null;
  return withinCalendar(() =>
    dueAfter(calendar, happenedAt, { unit: 'business-days', count }, profile.businessDayEnds.value),
  );
}

/** By when a service is to stand in the county's system (DO-5); null where the profile sets no time. */
export function enterBy({ profile, calendar }: Policy, happenedAt: Instant): Instant | null {
  const count = profile.recordTimes?.enteredWithinDays.value;
  if (count === undefined) return null;
  return withinCalendar(() =>
    dueAfter(calendar, happenedAt, { unit: 'days', count }, profile.businessDayEnds.value),
  );
}

/** Null where the calendar does not reach: what is on record from then is shown all the same, and can be signed. */
function withinCalendar(due: () => Instant): Instant | null {
  try {
    return due();
  } catch (error) {
    if (error instanceof CalendarRangeError) return null;
    throw error;
  }
}
