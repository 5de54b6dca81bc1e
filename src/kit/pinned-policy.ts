import type { Calendar } from '../engine/calendar/index.ts';
import type { Policy, Profile } from '../engine/policy/profile.ts';
import { contentHash } from './content-hash.ts';

/** A profile and a calendar with the hashes that name them, as an enrollment pins them. */
export function pinnedPolicy(profile: Profile, calendar: Calendar): Policy {
  return { profile, profileHash: contentHash(profile), calendar, calendarHash: contentHash(calendar) };
}
