import type { PathwayStatus } from '../engine/obligations/fold.ts';
import type { EnrollmentSummary } from '../engine/record/summary.ts';

/**
 * What the search attributes of 0.1.0 hung on. A run that began with that release told them anew when any of this changed,
 * and a replay of it has to do so at the same places; what it tells is of today. To be taken out, with
 * `stages-in-users-words` (docs/how-to/change-a-running-workflow.md), once no such run is left.
 */
export function toldBefore(summary: EnrollmentSummary, status: PathwayStatus): string {
  const { level, coordinatorId, profileHash, nextDue, overdueCount, emergency } = summary;
  return JSON.stringify([
    stageBefore(summary, status),
    ...[level, coordinatorId, profileHash.slice(0, 16), nextDue, overdueCount, emergency],
  ]);
}

function stageBefore({ endedAt }: EnrollmentSummary, status: PathwayStatus): string {
  if (endedAt !== null) return 'ended';
  if (status.dischargedAt !== null) return 'discharged';
  if (status.coordinatorId === null) return 'awaiting-assignment';
  if (status.clientReachedAt === null) return 'engaging';
  const plans = status.policy.profile.rules.some((rule) => rule.kind === 'sccp.full');
  return plans && status.fullPlanAt === null ? 'planning' : 'active';
}
