import type { ClientRow } from '../../../kit/client-row.ts';
import type { Caller } from '../../../kit/reads.ts';
import { Prisma, type PrismaClient } from '../../../kit/postgres/generated/client.ts';
import { clientJson } from '../../../kit/postgres/rows.ts';
import { relationSql } from '../../relation/postgres/reads.ts';

/** A client in a crisis that is not over, and what is owed about it. */
export type InCrisis = {
  enrollmentId: string;
  client: ClientRow;
  profileHash: string;
  coordinator: { staffId: string; name: string } | null;
  owed: { kind: string; thing: string | null; due: number }[];
};

export function crisisReads(prisma: Pick<PrismaClient, '$queryRaw'>) {
  return {
    /** Of those whom the caller may see. */
    async inCrisis(caller: Caller, now: number): Promise<InCrisis[]> {
      const isOpen = Prisma.sql`o.kind LIKE 'crisis.%' AND o.closed_at IS NULL AND NOT o.superseded`;
      return await prisma.$queryRaw<InCrisis[]>`
        SELECT e.id AS "enrollmentId", ${clientJson} AS client, e.profile_hash AS "profileHash",
          CASE WHEN s.id IS NULL THEN NULL ELSE json_build_object('staffId', s.id, 'name', s.name) END AS coordinator,
          (SELECT json_agg(json_build_object('kind', o.kind, 'thing', o.thing,
            'due', (extract(epoch FROM o.due) * 1000)::bigint) ORDER BY o.due, o.key)
            FROM obligation o WHERE o.enrollment_id = e.id AND ${isOpen}) AS owed
        FROM (SELECT r.*, false AS waits FROM enrollment r
          WHERE r.agency_id = ${caller.agencyId}::uuid AND r.in_error_at IS NULL
            AND r.id IN (SELECT o.enrollment_id FROM obligation o WHERE o.agency_id = ${caller.agencyId}::uuid AND ${isOpen})) e
        JOIN client c ON c.id = e.client_id LEFT JOIN staff s ON s.id = e.coordinator_id
        WHERE ${relationSql(caller, now)} IS NOT NULL ORDER BY e.id`;
    },
  };
}
