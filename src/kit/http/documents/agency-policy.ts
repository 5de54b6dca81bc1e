import { formatLocalDate, localDateOf } from '../../../engine/calendar/index.ts';
import type { Policy } from '../../../engine/policy/profile.ts';
import type { RouteContext } from '../context.ts';

/** The profile and calendar the agency works by now. Throws when the record lacks them. */
export async function agencyPolicy({ reads, policies }: RouteContext, agencyId: string): Promise<Policy> {
  const { profileHash, calendarHash } = await reads.agencyPolicy(agencyId);
  const policy = await policies.policy(profileHash, calendarHash);
  if (!policy) throw new Error(`the record lacks policy ${profileHash} or ${calendarHash}`);
  return policy;
}

/** The agency's date at an instant, `YYYY-MM-DD`. */
export function dateAt({ calendar }: Pick<Policy, 'calendar'>, instant: number): string {
  return formatLocalDate(localDateOf(calendar, instant));
}
