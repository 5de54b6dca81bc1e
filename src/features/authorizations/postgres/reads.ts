import { eventTypeOf, type RecordedStep } from '../../../engine/record/steps/index.ts';
import type { ClientRow } from '../../../kit/client-row.ts';
import type { StepsRead } from '../../../kit/reads.ts';
import { useSteps } from '../under-use.ts';
import { Prisma, type PrismaClient } from '../../../kit/postgres/generated/client.ts';
import { clientJson } from '../../../kit/postgres/rows.ts';
import { staffNames } from '../../../kit/postgres/staff-names.ts';

/** Of an enrollment with something authorized, the steps that say what is granted and used, in the order of entry. */
type AuthorizedRow = {
  enrollmentId: string;
  client: ClientRow;
  coordinatorId: string | null;
  /** The policy it runs under. */
  profileHash: string;
  calendarHash: string;
  steps: RecordedStep[];
};

/** The same with what the payer decides by. */
type RequestedRow = AuthorizedRow & {
  /** What people wrote with each step. Protected. */
  details: Record<string, Record<string, unknown>>;
  /** Decisions that are owed. `focus`: what they are about. */
  owed: { kind: string; duty: string; focus: string | null; due: number }[];
};

const types = useSteps.map((type) => eventTypeOf(type));
const decisions = ['sar.decision', 'extension.decision'];
/** As long as one of these is owed, something may be granted. */
const owed = ['authorization.renewal', ...decisions];

/** How an authorization came about and what was used of it; other services are not looked at. */
const steps = Prisma.sql`FROM event v WHERE v.enrollment_id = e.id AND v.type IN (${Prisma.join(types)})
  AND (v.type <> 'ServiceRecorded' OR v.data ->> 'authorization' IS NOT NULL)`;
const columns = Prisma.sql`e.id AS "enrollmentId", e.coordinator_id AS "coordinatorId",
  e.profile_hash AS "profileHash", e.calendar_hash AS "calendarHash", ${clientJson} AS client,
  (SELECT coalesce(json_agg(json_build_object('id', v.step_id, 'commandId', v.command_id, 'seq', v.seq,
      'at', floor(extract(epoch FROM v.occurred_at) * 1000),
      'recordedAt', floor(extract(epoch FROM v.recorded_at) * 1000),
      'by', v.actor ->> 'staffId', 'facts', v.data) ORDER BY v.seq), '[]') ${steps}) AS steps`;
const open = Prisma.sql`o.closed_at IS NULL AND NOT o.superseded`;
/** Running enrollments of an agency where one of these duties is open. */
const where = (agencyId: string, kinds: readonly string[]) => Prisma.sql`
  e.agency_id = ${agencyId}::uuid AND e.ended_at IS NULL
  AND e.id IN (SELECT o.enrollment_id FROM obligation o WHERE o.agency_id = ${agencyId}::uuid
    AND o.kind IN (${Prisma.join([...kinds])}) AND ${open})`;
const decidedSince = (agencyId: string, since: number) => Prisma.sql`
  e.agency_id = ${agencyId}::uuid AND e.in_error_at IS NULL
  AND e.id IN (SELECT o.enrollment_id FROM obligation o WHERE o.agency_id = ${agencyId}::uuid
    AND o.kind IN (${Prisma.join(decisions)}) AND NOT o.superseded AND o.closed_at >= ${new Date(since)})`;

/** With what the payer decides by. */
const decidedBy = Prisma.sql`${columns},
    (SELECT coalesce(json_object_agg(v.step_id, v.details), '{}') ${steps} AND v.details IS NOT NULL) AS details,
    (SELECT coalesce(json_agg(json_build_object('kind', o.kind, 'duty', o.duty, 'focus', o.thing,
        'due', floor(extract(epoch FROM o.due) * 1000))), '[]')
      FROM obligation o WHERE o.enrollment_id = e.id AND o.kind IN (${Prisma.join(decisions)}) AND ${open}) AS owed
  FROM enrollment e JOIN client c ON c.id = e.client_id`;

/**
 * One statement for a whole caseload, a row an enrollment: what says that something is granted are the obligations, so
 * that no other enrollment's events are looked at, and of services only those that use it.
 */
export function authorizedReads(prisma: PrismaClient) {
  function namesIn(rows: readonly RequestedRow[]) {
    const staff = rows.flatMap((row) => [row.coordinatorId, ...row.steps.map(({ by }) => by)]);
    return staffNames(prisma, [...new Set(staff.filter((id) => id !== null))]);
  }

  return {
    /** Running enrollments where an authorization is to be renewed or decided on; of one coordinator's, or (null) all. */
    authorized(agencyId: string, coordinatorId: string | null): Promise<AuthorizedRow[]> {
      const whose =
        coordinatorId === null ? Prisma.empty : Prisma.sql`AND e.coordinator_id = ${coordinatorId}::uuid`;
      return prisma.$queryRaw<AuthorizedRow[]>`SELECT ${columns}
        FROM enrollment e JOIN client c ON c.id = e.client_id WHERE ${where(agencyId, owed)} ${whose}`;
    },

    /**
     * Running enrollments where the payer owes a decision, or (since then) all where it has made one; and the names of all who had
     * a part in it.
     */
    async requested(
      agencyId: string,
      since: number | null,
    ): Promise<{ rows: RequestedRow[]; names: StepsRead['names'] }> {
      const rows = await prisma.$queryRaw<RequestedRow[]>`SELECT ${decidedBy}
        WHERE ${since === null ? where(agencyId, decisions) : decidedSince(agencyId, since)}`;
      return { rows, names: await namesIn(rows) };
    },

    /** The same of one enrollment, whatever is owed; none where it is not the agency's. */
    async requestedOf(agencyId: string, enrollmentId: string) {
      const rows = await prisma.$queryRaw<RequestedRow[]>`SELECT ${decidedBy}
        WHERE e.agency_id = ${agencyId}::uuid AND e.id = ${enrollmentId}::uuid`;
      return { row: rows[0] ?? null, names: await namesIn(rows) };
    },
  };
}
