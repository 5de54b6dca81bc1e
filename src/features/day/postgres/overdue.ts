import type { ClientRow } from '../../../kit/client-row.ts';
import { Prisma } from '../../../kit/postgres/generated/client.ts';
import type { PrismaClient } from '../../../kit/postgres/generated/client.ts';
import type { OverdueCase, OverdueCell, OverdueQuestion } from './ports.ts';

type ClientColumns = Omit<ClientRow, 'id'> & { clientId: string };
type CaseColumns = ClientColumns &
  Omit<OverdueCase, 'client' | 'due' | 'opened'> & { due: Date; opened: Date };

const none = '00000000-0000-0000-0000-000000000000';

/** What is overdue in an agency, and what is due today: counted by duty and coordinator, and case by case. */
export function overdueReads(prisma: PrismaClient) {
  return {
    /** Whoever left answers by who took over from them. */
    overdueCells(agencyId: string, now: number, until: number): Promise<OverdueCell[]> {
      return prisma.$queryRaw<OverdueCell[]>`
        SELECT o.kind, coalesce(s.successor_id, s.id) AS "staffId",
          count(*) FILTER (WHERE o.due < ${new Date(now)}::timestamptz)::int AS overdue,
          count(*) FILTER (WHERE o.due >= ${new Date(now)}::timestamptz)::int AS today
        FROM ${owed}
        WHERE ${isOwedUntil(agencyId, until)}
        GROUP BY 1, 2`;
    },

    async overdueCases(question: OverdueQuestion): Promise<OverdueCase[]> {
      const { agencyId, now, until, kind, staffId, when, after, limit } = question;
      const at = Prisma.sql`${new Date(now)}::timestamptz`;
      const filters = [
        ...(kind === undefined ? [] : [Prisma.sql`AND o.kind = ${kind}`]),
        ...(staffId === undefined
          ? []
          : [Prisma.sql`AND coalesce(s.successor_id, s.id, ${none}::uuid) = ${staffId ?? none}::uuid`]),
        ...(when === 'overdue' ? [Prisma.sql`AND o.due < ${at}`] : []),
        ...(when === 'today' ? [Prisma.sql`AND o.due >= ${at}`] : []),
        ...(after
          ? [
              Prisma.sql`AND (o.due, o.enrollment_id, o.key) >
                (${new Date(after.due)}::timestamptz, ${after.enrollmentId}::uuid, ${after.key})`,
            ]
          : []),
      ];
      const rows = await prisma.$queryRaw<CaseColumns[]>`
        SELECT e.id AS "enrollmentId", e.stage, e.level, e.emergency, coalesce(s.successor_id, s.id) AS "staffId",
          c.id AS "clientId", c.reference, c.given_name AS "givenName", c.family_name AS "familyName",
          c.birth_date AS "birthDate", o.key, o.kind, o.thing AS focus, o.duty, o.due, o.opened, o.level AS "cadenceLevel",
          o.profile_hash AS "profileHash", o.suspended, v.type AS "openedBy"
        FROM ${owed} JOIN client c ON c.id = e.client_id
          LEFT JOIN event v ON v.enrollment_id = o.enrollment_id AND v.seq = o.opened_by_seq
        WHERE ${isOwedUntil(agencyId, until)} ${filters.length === 0 ? Prisma.empty : Prisma.join(filters, ' ')}
        ORDER BY o.due, o.enrollment_id, o.key LIMIT ${limit}`;
      return rows.map((row) => {
        const { clientId, reference, givenName, familyName, birthDate, due, opened, ...rest } = row;
        return {
          ...rest,
          client: { id: clientId, reference, givenName, familyName, birthDate },
          due: due.getTime(),
          opened: opened.getTime(),
        };
      });
    },
  };
}

const owed = Prisma.sql`obligation o JOIN enrollment e ON e.id = o.enrollment_id
  LEFT JOIN staff s ON s.id = e.coordinator_id`;

function isOwedUntil(agencyId: string, until: number): Prisma.Sql {
  return Prisma.sql`o.agency_id = ${agencyId}::uuid AND o.closed_at IS NULL AND NOT o.superseded
    AND e.ended_at IS NULL AND o.due <= ${new Date(until)}::timestamptz`;
}
