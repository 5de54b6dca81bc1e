import { relationSql } from '../../relation/postgres/reads.ts';
import { type Relation, reachOf } from '../../relation/relation.ts';
import { Prisma, type PrismaClient } from '../../../kit/postgres/generated/client.ts';
import type { Caller } from '../../../kit/reads.ts';
import { type AskedToken, hint } from '../question.ts';
import type { FoundEnrollment } from './ports.ts';
import type { TokenKeys } from './token-keys.ts';

export type Candidate = { id: string; own: boolean };
type Reading = Pick<PrismaClient, '$queryRaw'>;

/** So many are looked at whole, of one's own and of others each: some names hundreds have, and one of them is meant. */
const most = 150;

/** Who has the most of what was asked for; own clients are not crowded out by others who fit as well. */
export async function candidatesOf(
  prisma: Reading,
  { hashFor }: TokenKeys,
  caller: Caller,
  asked: readonly AskedToken[],
  now: number,
): Promise<Candidate[]> {
  const hash = hashFor(caller.agencyId);
  const agency = Prisma.sql`${caller.agencyId}::uuid`;
  return await prisma.$queryRaw<Candidate[]>`
    WITH asked AS (SELECT * FROM unnest(${asked.map(({ token }) => hash(token))}::bigint[],
        ${asked.map(({ term }) => term)}::int[], ${asked.map(({ weight }) => weight)}::int[]) AS a(token, term, weight)),
      best AS (SELECT t.client_id, a.term, max(a.weight) AS weight
        FROM asked a JOIN client_token t ON t.agency_id = ${agency} AND t.token = a.token GROUP BY 1, 2),
      found AS MATERIALIZED (SELECT client_id, sum(weight) AS weight FROM best GROUP BY 1
        HAVING max(weight) > ${hint}),
      placed AS (SELECT client_id, weight, ${isOwn(caller, now)} AS own FROM found f),
      ranked AS (SELECT *, row_number() OVER (PARTITION BY own ORDER BY weight DESC, client_id) AS place FROM placed)
    SELECT client_id::text AS id, own FROM ranked WHERE place <= ${most} ORDER BY own DESC, place`;
}

function isOwn(caller: Caller, now: number): Prisma.Sql {
  if (reachOf(caller.role) === 'agency') return Prisma.sql`true`;
  const theirs = (
    client: Prisma.Sql,
  ) => Prisma.sql`EXISTS (SELECT FROM (SELECT r.*, false AS waits FROM enrollment r) e
    WHERE e.client_id ${client} AND ${relationSql(caller, now)} IS NOT NULL)`;
  const linked = Prisma.sql`SELECT unnest(ARRAY[l.client_id, l.other_id]) FROM client_link l
    WHERE l.agency_id = ${caller.agencyId}::uuid AND l.unlinked_at IS NULL`;
  return Prisma.sql`(${theirs(Prisma.sql`= f.client_id`)}
    OR f.client_id IN (${linked}) AND ${theirs(Prisma.sql`= ANY(ARRAY(SELECT files_with(f.client_id)))`)})`;
}

type Row = {
  id: string;
  clientId: string;
  why: Relation | null;
  stage: string;
  level: string;
  receivedAt: Date;
  endedAt: Date | null;
  dischargedAt: Date | null;
  coordinatorId: string | null;
  name: string | null;
};

/** Their enrollments, the newest first, and why the caller may see each. */
export async function enrollmentsOf(
  prisma: Reading,
  caller: Caller,
  clientIds: readonly string[],
  now: number,
): Promise<Map<string, FoundEnrollment[]>> {
  const rows = await prisma.$queryRaw<Row[]>`
    SELECT e.id::text, e.client_id::text AS "clientId", ${relationSql(caller, now)} AS why, e.stage, e.level,
      e.received_at AS "receivedAt", e.ended_at AS "endedAt", e.discharged_at AS "dischargedAt",
      e.coordinator_id::text AS "coordinatorId", s.name
    FROM (SELECT r.*, false AS waits FROM enrollment r) e LEFT JOIN staff s ON s.id = e.coordinator_id
    WHERE e.client_id = ANY(${[...clientIds]}::uuid[]) ORDER BY e.received_at DESC, e.id`;
  return byClient(rows);
}

function byClient(rows: readonly Row[]): Map<string, FoundEnrollment[]> {
  const found = new Map<string, FoundEnrollment[]>();
  for (const { clientId, receivedAt, endedAt, dischargedAt, coordinatorId, name, ...row } of rows) {
    const mine = found.get(clientId) ?? [];
    mine.push({
      ...row,
      receivedAt: receivedAt.getTime(),
      open: endedAt === null && dischargedAt === null,
      coordinator: coordinatorId === null ? null : { staffId: coordinatorId, name },
    });
    found.set(clientId, mine);
  }
  return found;
}
