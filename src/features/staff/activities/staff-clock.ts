import type { StaffReads } from '../postgres/ports.ts';
import type { Policy } from '../../../engine/policy/profile.ts';
import { noStaffPolicy } from '../../../engine/policy/staff-policy.ts';
import type { StaffClock } from '../duties.ts';
import type { Policies } from '../../../kit/policies.ts';

/**
 * What the agency's staff files are judged by, its own policy alone. An agency that is held to none yet keeps files all the
 * same: whatever is put on them counts, as far as it will do, from the day it adopts one. `heldSince` is null until then.
 */
export async function staffClockOf(
  {
    reads,
    policies,
  }: { reads: Pick<StaffReads, 'staffTerms'>; policies: Pick<Policies, 'policy' | 'staffPolicy'> },
  agencyId: string,
): Promise<StaffClock & Pick<Policy, 'profile' | 'calendar'> & { heldSince: number | null }> {
  const { profileHash, calendarHash, held } = await reads.staffTerms(agencyId);
  const policy = await policies.policy(profileHash, calendarHash);
  if (!policy) throw new Error(`the record lacks policy ${profileHash} or ${calendarHash}`);
  return {
    ...{ profile: policy.profile, calendar: policy.calendar, heldSince: held?.since ?? null },
    staffPolicy: held ? await policies.staffPolicy(held.hash) : noStaffPolicy,
  };
}
