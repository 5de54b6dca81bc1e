import type { AssignmentActivities, AssignmentRound } from './contract.ts';
import type { AssignmentNotices } from '../postgres/notices.ts';
import type { AssignableRow } from '../postgres/ports.ts';
import type { AssignmentReads } from '../postgres/reads.ts';
import type { StaffReads } from '../../staff/postgres/ports.ts';
import { isNear, nobodyFits, systemCommandId } from '../system.ts';
import type { Instant } from '../../../engine/calendar/index.ts';
import type { StaffClock } from '../../staff/duties.ts';
import type { Gateway } from '../../../kit/temporal/gateway.ts';
import type { Policies } from '../../../kit/policies.ts';
import { staffClockOf } from '../../staff/activities/staff-clock.ts';
import { type Suggesting, suggestionsFor } from './suggesting.ts';

type Deps = Suggesting & {
  gateway: Pick<Gateway, 'submit'>;
  reads: Suggesting['reads'] & Pick<AssignmentReads, 'waiting'> & Pick<StaffReads, 'staffTerms'>;
  policies: Policies;
  notices: AssignmentNotices;
};

/** So many a round: what is left is the next one's. */
const mostARound = 100;
/** When somebody else filled the place meanwhile, the next suggestion is taken, so often. */
const tries = 3;

/**
 * Assigns whom nobody has assigned when the deadline nears, where the agency chose so (IN-4, IN-8): who is suggested first,
 * through the ordinary step, so that the caps hold. Each obligation once, however often it is asked. Where nobody
 * fits, the supervisor is told; nobody is given a client beyond cap or file.
 */
export function createAssigning(deps: Deps): AssignmentActivities {
  const { reads, policies, notices } = deps;

  async function assignDue({ agencyId, at }: { agencyId: string; at: Instant }): Promise<AssignmentRound> {
    const settings = await reads.assignmentSettings(agencyId);
    const done: AssignmentRound = { assigned: 0, nobodyFits: 0, putOff: 0 };
    if (settings.system === null) return done;
    const clock = await staffClockOf({ reads, policies }, agencyId);
    const near = await dueRows(agencyId, (row) => row.owed !== null && isNear(row.owed, settings, at));
    for (const row of near) {
      const outcome = await assign(row, { agencyId, clock, now: at });
      if (outcome === 'assigned') done.assigned += 1;
      else if (outcome === 'put-off') done.putOff += 1;
      else if (outcome === 'nobody' && row.owed) {
        done.nobodyFits += 1;
        await notices.tell(agencyId, row.enrollmentId, nobodyFits(row.enrollmentId, row.owed, at));
      }
    }
    return done;
  }

  /** Those that are near, the most urgent first. */
  async function dueRows(agencyId: string, isDue: (row: AssignableRow) => boolean): Promise<AssignableRow[]> {
    const [unassigned, provisional] = await Promise.all([
      reads.waiting(agencyId, 'unassigned', mostARound),
      reads.waiting(agencyId, 'provisional', mostARound),
    ]);
    return [...provisional.rows, ...unassigned.rows]
      .filter(isDue)
      .toSorted((a, b) => (a.owed?.due ?? 0) - (b.owed?.due ?? 0));
  }

  async function assign(
    row: AssignableRow,
    asked: { agencyId: string; clock: StaffClock; now: Instant },
  ): Promise<'assigned' | 'nobody' | 'left' | 'put-off'> {
    if (!row.owed) return 'left';
    const commandId = systemCommandId(row.owed);
    for (let left = tries; left > 0; left -= 1) {
      // Anew for each: the one before may have filled a place.
      const { of } = await suggestionsFor(deps, asked, [row]);
      const suggested = of.get(row.enrollmentId)?.suggested ?? [];
      const [best] = suggested;
      if (!best) return 'nobody';
      const coordinatorId = best.candidate.staffId;
      const outcome = await deps.gateway.submit(row.enrollmentId, {
        ...{ commandId, fingerprint: `system-assigns/${coordinatorId}`, expectedVersion: row.version },
        by: { staffId: 'clock', role: 'system', agencyId: asked.agencyId },
        commands: [
          {
            facts: {
              ...{ type: 'assignCoordinator', coordinatorId },
              suggested: { rank: 1, of: suggested.length, near: true },
            },
          },
        ],
      });
      if (outcome.status === 'accepted') return outcome.replayed ? 'left' : 'assigned';
      if (outcome.status !== 'refused') return 'put-off';
      const { code } = outcome.rejection;
      // A lead has taken back what the system did: it is theirs.
      if (code === 'idempotency-key-reused') return 'left';
      if (code !== 'caseload-full' && code !== 'staff-file-incomplete') return 'put-off';
    }
    return 'put-off';
  }

  return { assignDue };
}
