import type { StaffReads } from '../postgres/ports.ts';
import type { Policy } from '../../../engine/policy/profile.ts';
import { countyStaffPolicy } from '../../../pathway/profiles/county-staff.ts';
import type { StaffClock } from '../duties.ts';
import type { Policies } from '../../../kit/policies.ts';

/**
 * What the agency's staff files are judged by. An agency that is held to no staff policy yet keeps its files by the
 * county's, so that they are whole on the day it adopts one; `heldSince` is null until then.
 */
export async function staffClockOf(
  { reads, policies }: { reads: Pick<StaffReads, 'staffTerms'>; policies: Policies },
  agencyId: string,
): Promise<StaffClock & Pick<Policy, 'profile' | 'calendar'> & { heldSince: number | null }> {
  const { profileHash, calendarHash, held } = await reads.staffTerms(agencyId);
  const policy = await policies.policy(profileHash, calendarHash);
  if (!policy) throw new Error(`the record lacks policy ${profileHash} or ${calendarHash}`);
  return {
    ...{ profile: policy.profile, calendar: policy.calendar, heldSince: held?.since ?? null },
    staffPolicy: held ? await policies.staffPolicy(held.hash) : countyStaffPolicy,
  };
}
