import type { Caller } from '../../../kit/reads.ts';
import { Prisma, type PrismaClient } from '../../../kit/postgres/generated/client.ts';
import { struckState } from '../../../engine/documents/strike.ts';
import { type Reach, type Relation, reachOf, strongestOf } from '../relation.ts';

type Asked = Pick<Caller, 'agencyId' | 'staffId' | 'role' | 'onCall'>;
/** Whether that enrollment or client is there for the caller at all, and why they may see it; null: they may not. */
export type RelationRow = { known: boolean; why: Relation | null };

/** One rule in two forms: why somebody may see this enrollment, and which enrollments they may see. */
export function relationReads(prisma: Pick<PrismaClient, '$queryRaw'>) {
  return {
    async relationTo(caller: Asked, enrollmentId: string, now: number): Promise<RelationRow> {
      // What is not there, or another agency's, the handler's own read says.
      if (reachOf(caller.role) === 'agency') return { known: true, why: 'agency' };
      const [row] = await prisma.$queryRaw<{ why: Relation | null }[]>`
        SELECT ${relationSql(caller, now)} AS why FROM (
          SELECT r.id, r.agency_id, r.coordinator_id, r.stage, false AS waits FROM enrollment r
          WHERE r.id = ${enrollmentId}::uuid AND r.agency_id = ${caller.agencyId}::uuid
          UNION ALL
          -- Its referral waits for Temporal, or was refused after it had waited.
          SELECT * FROM (SELECT p.enrollment_id, p.agency_id, NULL::uuid, 'intake', true FROM pending_step p
            WHERE p.enrollment_id = ${enrollmentId}::uuid AND p.agency_id = ${caller.agencyId}::uuid LIMIT 1) waiting
          WHERE NOT EXISTS (SELECT FROM enrollment r WHERE r.id = ${enrollmentId}::uuid)) e`;
      const why = row?.why ?? null;
      // Of whom nothing was put before the payer, the payer does not so much as learn that they are there.
      const known = row !== undefined && (why !== null || reachOf(caller.role) !== 'requests');
      return { known, why };
    },

    /** The same of a person: whoever may see one of their enrollments, open or closed, may know who they are. */
    async relationToClient(caller: Asked, clientId: string, now: number): Promise<RelationRow> {
      if (reachOf(caller.role) === 'agency') return { known: true, why: 'agency' };
      const rows = await prisma.$queryRaw<{ why: Relation | null }[]>`
        SELECT ${relationSql(caller, now)} AS why FROM client c LEFT JOIN LATERAL (
          SELECT r.id, r.agency_id, r.coordinator_id, r.stage, false AS waits FROM enrollment r WHERE r.client_id = c.id
          UNION ALL
          SELECT p.enrollment_id, p.agency_id, NULL::uuid, 'intake', true FROM pending_step p
          WHERE p.enrollment_id = c.made_for AND p.kind = 'enroll' AND p.state = 'waiting') e ON true
        WHERE c.id = ${clientId}::uuid AND c.agency_id = ${caller.agencyId}::uuid`;
      return { known: rows.length > 0, why: strongestOf(rows.map(({ why }) => why)) };
    },

    /** Of these enrollments those that the caller may see. */
    async relatedAmong(caller: Asked, ids: readonly string[], now: number): Promise<Set<string>> {
      if (ids.length === 0) return new Set();
      const rows = await prisma.$queryRaw<{ id: string }[]>`
        SELECT e.id FROM (SELECT r.*, false AS waits FROM enrollment r WHERE r.id = ANY(${[...ids]}::uuid[])) e
        WHERE e.agency_id = ${caller.agencyId}::uuid AND ${relationSql(caller, now)} IS NOT NULL`;
      return new Set(rows.map(({ id }) => id));
    },

    /** Null: all of the agency's. */
    async relatedTo(caller: Asked, now: number): Promise<string[] | null> {
      if (reachOf(caller.role) === 'agency') return null;
      const rows = await prisma.$queryRaw<{ id: string }[]>`
        SELECT e.id FROM (SELECT r.*, false AS waits FROM enrollment r) e
        WHERE e.agency_id = ${caller.agencyId}::uuid AND ${relationSql(caller, now)} IS NOT NULL`;
      return rows.map(({ id }) => id);
    },
  };
}

/** Why somebody may see the enrollment `e` of the query in which it stands; null: they may not. */
export function relationSql(caller: Asked, now: number): Prisma.Sql {
  const at = Prisma.sql`${new Date(now)}::timestamptz`;
  const staff = Prisma.sql`${caller.staffId}::uuid`;
  const glass = Prisma.sql`WHEN EXISTS (SELECT FROM break_glass g WHERE g.staff_id = ${staff} AND g.enrollment_id = e.id
    AND g.from_at <= ${at} AND g.until_at > ${at}) THEN 'broke-the-glass'`;
  const cases: Record<Reach, Prisma.Sql> = {
    agency: Prisma.sql`'agency'`,
    related: Prisma.sql`CASE
      WHEN e.coordinator_id = ${staff} THEN 'assigned'
      WHEN EXISTS (SELECT FROM staff h WHERE h.id = e.coordinator_id AND (h.successor_id = ${staff}
        OR EXISTS (SELECT FROM absence a WHERE a.staff_id = coalesce(h.successor_id, h.id) AND a.cover_id = ${staff}
          AND a.from_at <= ${at} AND (a.until_at IS NULL OR a.until_at > ${at})))) THEN 'cover'
      WHEN EXISTS (SELECT FROM document d WHERE d.agency_id = e.agency_id AND d.kind = 'rst-roster' AND d.enrollment_id = e.id AND d.state <> ${struckState}
        AND d.content -> 'formal' @> ${JSON.stringify([{ staffId: caller.staffId }])}::jsonb) THEN 'team'
      WHEN ${isTheirs(caller, staff)} THEN 'paged'
      ${glass} END`,
    // Until a lasting coordinator has reached the client: these stages come before that, and an emergency's own again.
    'until-contact': Prisma.sql`CASE
      WHEN e.stage IN ('intake', 'triage', 'assignment', 'engagement') THEN 'referral' ${glass} END`,
    requests: Prisma.sql`CASE WHEN EXISTS (SELECT FROM event v WHERE v.enrollment_id = e.id
      AND v.type IN ('ExtensionRequested', 'AuthorizationRequested')) THEN 'request' END`,
    none: Prisma.sql`NULL::text`,
  };
  return cases[reachOf(caller.role)];
}

/** An emergency or a crisis for which they were paged, or which they answered, and which is not over. */
function isTheirs({ onCall }: Asked, staff: Prisma.Sql): Prisma.Sql {
  const paged = Prisma.sql`EXISTS (SELECT FROM notification n WHERE n.enrollment_id = e.id AND n.kind = 'page'
    AND (n.staff_id = ${staff} OR (n.staff_id IS NULL AND n.audience = 'on-call' AND ${onCall})))`;
  const answered = Prisma.sql`EXISTS (SELECT FROM event v WHERE v.enrollment_id = e.id
    AND v.type IN ('PageAcknowledged', 'CrisisAnswered') AND v.actor ->> 'staffId' = ${staff}::text)`;
  const lasts = Prisma.sql`(e.waits OR EXISTS (SELECT FROM obligation o WHERE o.enrollment_id = e.id AND o.closed_at IS NULL
      AND NOT o.superseded AND (o.kind LIKE 'emergency.%' OR o.kind LIKE 'crisis.%' OR o.kind = 'assignment.lasting'))
    OR EXISTS (SELECT FROM event r WHERE r.enrollment_id = e.id AND r.type = 'CrisisReported' AND NOT EXISTS (
      SELECT FROM event c WHERE c.enrollment_id = e.id AND c.type = 'CrisisClosed' AND c.data ->> 'about' = r.step_id)))`;
  return Prisma.sql`((${paged} OR ${answered}) AND ${lasts})`;
}
