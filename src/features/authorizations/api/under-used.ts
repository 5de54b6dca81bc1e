import { authorizationRegister } from '../state.ts';
import { underUsedIn } from '../under-use.ts';
import { effectiveSteps } from '../../../engine/obligations/fold.ts';
import { renderClient } from '../../../kit/http/reply-parts.ts';
import type { RouteContext } from '../../../kit/http/context.ts';

/**
 * AU-1: what is authorized and too little used at an instant, on a coordinator's caseload or (null) the agency's, as the
 * worklists show it: what runs out first comes first. Each is judged by the policy its enrollment runs under.
 */
export async function underUsed(
  { reads, policies }: Pick<RouteContext, 'reads' | 'policies'>,
  agencyId: string,
  coordinatorId: string | null,
  now: number,
) {
  const rows = await reads.authorized(agencyId, coordinatorId);
  const found = await Promise.all(
    rows.map(async ({ enrollmentId, client, steps, ...row }) => {
      const policy = await policies.policy(row.profileHash, row.calendarHash);
      if (!policy) throw new Error(`the record lacks policy ${row.profileHash} or ${row.calendarHash}`);
      return underUsedIn(authorizationRegister(effectiveSteps(steps, now)), policy, now).map((one) => ({
        enrollmentId,
        client: renderClient(client, true),
        coordinatorId: row.coordinatorId,
        authorization: one.authorization,
        service: one.service,
        unitsGranted: one.granted,
        unitsUsed: one.used,
        through: one.through,
        expectedShare: Math.round(one.expectedShare * 1000) / 1000,
      }));
    }),
  );
  return found
    .flat()
    .toSorted((a, b) => compare(a.through, b.through) || compare(a.authorization, b.authorization));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
