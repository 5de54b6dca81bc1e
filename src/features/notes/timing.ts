import { dueAfter, type Instant } from '../../engine/calendar/index.ts';
import type { Policy } from '../../engine/policy/profile.ts';

/** By when what happened is to be in a signed note (DO-2); null where the profile sets no time. */
export function signBy({ profile, calendar }: Policy, happenedAt: Instant): Instant | null {
  const count = profile.recordTimes?.signedWithinBusinessDays.value;
  if (count === undefined) return null;
  return dueAfter(calendar, happenedAt, { unit: 'business-days', count }, profile.businessDayEnds.value);
}

/** By when a service is to stand in the county's system (DO-5); null where the profile sets no time. */
export function enterBy({ profile, calendar }: Policy, happenedAt: Instant): Instant | null {
  const count = profile.recordTimes?.enteredWithinDays.value;
  if (count === undefined) return null;
  return dueAfter(calendar, happenedAt, { unit: 'days', count }, profile.businessDayEnds.value);
}
