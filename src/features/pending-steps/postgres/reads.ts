import type { Scope } from '../../../kit/reads.ts';
import type { Admission, PendingRefusal, PendingRow } from './ports.ts';
import { runPrepared } from '../../../kit/postgres/client.ts';
import type { PendingStep, PrismaClient } from '../../../kit/postgres/generated/client.ts';
import { instantOrNull } from '../../../kit/postgres/rows.ts';
import { staffNames } from '../../../kit/postgres/staff-names.ts';

type AdmissionRow = {
  client_id: string | null;
  received_at: Date | null;
  ended_at: Date | null;
  in_error_at: Date | null;
  updated_at: Date | null;
  profile_hash: string | null;
  waiting: number;
  staff_id: string | null;
  fingerprint: string | null;
  taken_in_at: Date | null;
  ahead: number;
  /** Whose step waited under that name, and was refused. */
  refused_of: string | null;
};

/** Of an enrollment ($1) as an agency ($2) sees it, and of a command ($3). */
const admissionStatement = {
  name: 'admission',
  text: `
    SELECT e.client_id, e.received_at, e.ended_at, e.in_error_at, e.updated_at, e.profile_hash, own.taken_in_at,
      coalesce(done.staff_id, own.staff_id::text) AS staff_id,
      CASE WHEN done.staff_id IS NULL THEN own.fingerprint ELSE done.fingerprint END AS fingerprint,
      refused.staff_id AS refused_of,
      (SELECT count(*) FROM pending_step w WHERE w.enrollment_id = asked.id AND w.state = 'waiting')::int
        AS waiting,
      (SELECT count(*) FROM pending_step w WHERE w.enrollment_id = asked.id AND w.state = 'waiting'
         AND w.id < own.id)::int AS ahead
    FROM (SELECT $1::uuid AS id) asked
    LEFT JOIN enrollment e ON e.id = asked.id AND e.agency_id = $2::uuid
    LEFT JOIN LATERAL (
      SELECT x.actor ->> 'staffId' AS staff_id, x.fingerprint FROM event x
      WHERE x.enrollment_id = e.id AND x.command_id = $3 ORDER BY x.index LIMIT 1) done ON true
    LEFT JOIN pending_step own ON own.enrollment_id = asked.id AND own.command_id = $3
      AND own.agency_id = $2::uuid AND own.state = 'waiting'
    LEFT JOIN pending_step refused ON refused.enrollment_id = asked.id AND refused.command_id = $3
      AND refused.agency_id = $2::uuid AND refused.state = 'refused'
    WHERE e.id IS NOT NULL OR EXISTS (
      SELECT 1 FROM pending_step r WHERE r.enrollment_id = asked.id AND r.agency_id = $2::uuid)`,
};

/** What waits to come in. */
export function pendingReads(prisma: PrismaClient) {
  async function admission(
    { agencyId }: Scope,
    enrollmentId: string,
    commandId: string | null,
  ): Promise<Admission | null> {
    // An enrollment whose referral waits is known to its agency as well.
    const asked = [enrollmentId, agencyId, commandId];
    const [row] = await runPrepared<AdmissionRow>(prisma, admissionStatement, asked);
    if (!row) return null;
    const {
      client_id: clientId,
      received_at: receivedAt,
      updated_at: updatedAt,
      taken_in_at: takenInAt,
      profile_hash: profileHash,
    } = row;
    const { staff_id: staffId, fingerprint } = row;
    return {
      onRecord:
        clientId === null || receivedAt === null || updatedAt === null || profileHash === null
          ? null
          : {
              ...{ clientId, profileHash, receivedAt: receivedAt.getTime(), updatedAt: updatedAt.getTime() },
              ...{ endedAt: instantOrNull(row.ended_at), inErrorAt: instantOrNull(row.in_error_at) },
            },
      waiting: row.waiting,
      named: staffId === null ? null : { by: { staffId }, fingerprint },
      refusedOf: row.refused_of,
      own: takenInAt === null ? null : { takenInAt: takenInAt.getTime(), ahead: row.ahead },
    };
  }

  /** The version after each of these commands, as far as they are on record: the record is the authority on that. */
  async function versions(enrollmentId: string, commandIds: string[]): Promise<Map<string, number | null>> {
    const groups = await prisma.event.groupBy({
      by: ['commandId'],
      where: { enrollmentId, commandId: { in: commandIds } },
      _max: { seq: true },
    });
    return new Map(groups.map(({ commandId, _max }) => [commandId, _max.seq]));
  }

  async function toRows(enrollmentId: string, rows: PendingStep[]): Promise<PendingRow[]> {
    const recorded = await versions(
      enrollmentId,
      rows.map(({ commandId }) => commandId),
    );
    const names = await staffNames(
      prisma,
      rows.map(({ staffId }) => staffId),
    );
    return rows.map((row) => {
      const version = recorded.get(row.commandId) ?? null;
      const status = version === null ? (row.state as PendingRow['status']) : 'recorded';
      return {
        id: String(row.id),
        commandId: row.commandId,
        types: row.types,
        by: { staffId: row.staffId, name: names.get(row.staffId) ?? null },
        takenInAt: row.takenInAt.getTime(),
        status,
        version,
        settledAt: instantOrNull(row.settledAt),
        refusal: status === 'refused' ? (row.rejection as PendingRefusal | null) : null,
      };
    });
  }

  return {
    /** One statement: it is asked with every command. Null when there is no such enrollment in scope. */
    admission,

    /** Steps of the enrollment that were taken in while Temporal was away, newest first; null as above. */
    async pendingSteps(
      scope: Scope,
      enrollmentId: string,
      { commandId, beforeId, limit }: { commandId?: string; beforeId?: string | undefined; limit: number },
    ): Promise<PendingRow[] | null> {
      if (!(await admission(scope, enrollmentId, null))) return null;
      const rows = await prisma.pendingStep.findMany({
        where: {
          enrollmentId,
          agencyId: scope.agencyId,
          ...(commandId === undefined ? {} : { commandId }),
          ...(beforeId === undefined ? {} : { id: { lt: BigInt(beforeId) } }),
        },
        orderBy: { id: 'desc' },
        take: limit,
      });
      return toRows(enrollmentId, rows);
    },
  };
}
