import type { ClientRow } from '../../../kit/client-row.ts';
import type { PrismaClient } from '../../../kit/postgres/generated/client.ts';
import { clientJson, instantOrNull } from '../../../kit/postgres/rows.ts';
import { staffNames } from '../../../kit/postgres/staff-names.ts';

/** A referral of which a lead has said that it was never meant. */
export type InErrorRow = {
  enrollmentId: string;
  client: ClientRow;
  stepId: string;
  at: number;
  by: { staffId: string; name: string | null };
  /** Protected. */
  reason: string | null;
  /** Deadlines that had been missed by then, and were taken back with it. */
  missesWithdrawn: number;
  /** When it was said that it was meant after all. */
  undoneAt: number | null;
};

type Columns = Omit<InErrorRow, 'client' | 'at' | 'by' | 'undoneAt'> & { client: ClientRow } & {
  at: Date;
  staffId: string;
  undoneAt: Date | null;
};

export function inErrorReads(prisma: PrismaClient) {
  return {
    /** The newest first; those that were undone as well. */
    async enteredInError(agencyId: string, limit: number): Promise<InErrorRow[]> {
      const rows = await prisma.$queryRaw<Columns[]>`
        SELECT v.enrollment_id AS "enrollmentId", v.step_id AS "stepId", v.recorded_at AS at,
          v.actor ->> 'staffId' AS "staffId", v.details ->> 'reason' AS reason, w.recorded_at AS "undoneAt",
          (SELECT count(*)::int FROM event x WHERE x.enrollment_id = v.enrollment_id
            AND x.command_id = v.command_id AND x.type = 'EscalationWithdrawn') AS "missesWithdrawn",
          ${clientJson} AS client
        FROM event v JOIN enrollment e ON e.id = v.enrollment_id JOIN client c ON c.id = e.client_id
        LEFT JOIN event w ON w.enrollment_id = v.enrollment_id AND w.type = 'StepVoided'
          AND w.data ->> 'step' = v.step_id
        WHERE e.agency_id = ${agencyId}::uuid AND v.type = 'EnteredInError'
        ORDER BY v.recorded_at DESC, v.enrollment_id LIMIT ${limit}`;
      const names = await staffNames(
        prisma,
        rows.map(({ staffId }) => staffId),
      );
      return rows.map(({ staffId, at, undoneAt, ...row }) => ({
        ...row,
        at: at.getTime(),
        by: { staffId, name: names.get(staffId) ?? null },
        undoneAt: instantOrNull(undoneAt),
      }));
    },
  };
}
