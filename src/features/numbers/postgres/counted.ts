import type { NumberDefinition } from '../definitions.ts';
import { type Fact, type FactGroup, type Measure, measures } from '../facts.ts';
import type { Month, Period } from '../period.ts';
import { Prisma, type PrismaClient } from '../../../kit/postgres/generated/client.ts';
import {
  afterSql,
  type BehindFilters,
  behindOrder,
  type BehindPlace,
  behindSql,
  measuresOf,
} from './behind-sql.ts';
import { type FactsAsked, factsSql } from './facts-sql.ts';

export type Asked = Omit<FactsAsked, 'measures' | 'alike' | 'apart'>;

/** Of the closure rate, clients are counted once however many groups they are in. */
const oncePerClient: Measure = 'client';

/**
 * Numbers added up where the rows are: ten thousand duties of a month take longer to read than to add up. What they are is said
 * by `caseNumbers`, in SQL by `factsSql`.
 */
export function countedReads(prisma: PrismaClient) {
  return {
    /** Profiles that duties of the agency follow which are due in that time. */
    async profilesDue(agencyId: string, { months }: Period): Promise<string[]> {
      const rows = await prisma.$queryRaw<{ hash: string }[]>`
        SELECT DISTINCT profile_hash AS hash FROM obligation
        WHERE agency_id = ${agencyId}::uuid AND due >= ${new Date(months[0]?.from ?? 0)}
          AND due < ${new Date(months.at(-1)?.until ?? 0)} AND NOT superseded AND status <> 'cancelled'`;
      return rows.map(({ hash }) => hash);
    },

    /** What is counted in a period, alike things together: where `apart`, of each coordinator by themselves. */
    async numberGroups(asked: Asked, { apart }: { apart: boolean }): Promise<FactGroup[]> {
      const who = apart ? Prisma.sql`f.coordinator_id` : Prisma.sql`NULL::text`;
      const [row] = await prisma.$queryRaw<{ groups: FactGroup[] | null }[]>`
        ${factsSql({ ...asked, measures: new Set(measures), alike: true, apart })},
        alike AS (
          SELECT f.measure, ${who} AS "coordinatorId", f.level, f.month, f.part, f.outcome, f.cause, f.value,
            f.entered_late AS "enteredLate", sum(f.count)::int AS count,
            coalesce(array_agg(f.enrollment_id) FILTER (WHERE f.measure = ${oncePerClient}), '{}') AS "enrollmentIds"
          FROM fact f GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9)
        SELECT json_agg(alike) AS groups FROM alike`;
      return row?.groups ?? [];
    },

    /** The facts behind a number, the oldest first, after that place. */
    async numberFacts(
      asked: Asked,
      { making }: Pick<NumberDefinition, 'making'>,
      { last, filters, after, limit }: BehindAsked,
    ): Promise<Fact[]> {
      const rows = await prisma.$queryRaw<(Omit<Fact, 'at'> & { at: Date })[]>`
        ${factsSql({ ...asked, measures: measuresOf(making), alike: false, apart: true })}
        SELECT f.measure, f.enrollment_id AS "enrollmentId", f.coordinator_id AS "coordinatorId", f.level, f.month, f.part,
          f.outcome, f.cause, f.derived_cause AS "derivedCause", f.value, f.about, f.entered_late AS "enteredLate", f.at
        FROM fact f WHERE ${behindSql(making, last, filters)} ${after ? afterSql(after) : Prisma.empty}
        ORDER BY ${behindOrder} LIMIT ${limit}`;
      return rows.map(({ at, ...fact }) => ({ ...fact, at: at.getTime() }));
    },
  };
}

type BehindAsked = {
  /** The newest month that is looked at. */
  last: Month;
  filters: BehindFilters;
  after: BehindPlace | undefined;
  limit: number;
};
