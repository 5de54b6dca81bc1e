import type { PrismaClient } from './generated/client.ts';

/** Something has changed: which thing of which kind, its version, and who may be told of it. */
export type Change = {
  /** Of the transaction that changed it. */
  tx: number;
  agencyId: string;
  kind: string;
  thing: string;
  version: number | null;
  enrollmentId: string | null;
  staffId: string | null;
  audience: string | null;
};

export type Changes = {
  /** All that was changed before it is known; what comes later comes at or after it. */
  horizon: number;
  /** From where on nothing has been put away; null: nothing is kept. */
  oldest: number | null;
  changes: Change[];
};

type Row = { horizon: bigint; oldest: bigint | null; tx: bigint | null } & Omit<Change, 'tx'>;

/** Longer than a browser is without its stream on the way to work; then it reads anew. */
const keptForMinutes = 60;

export function changeReads(prisma: Pick<PrismaClient, '$queryRaw'>) {
  return {
    /**
     * What was changed from then on, up to the oldest transaction that is still under way: whatever that one changes will lie
     * behind the horizon, so that nothing is passed over that is committed late. Null: from now on.
     */
    async changesSince(from: number | null, limit: number): Promise<Changes> {
      const rows = await prisma.$queryRaw<Row[]>`
        SELECT h.horizon, (SELECT min(tx) FROM change) AS oldest, c.tx, c.agency_id AS "agencyId", c.kind, c.thing, c.version,
          c.enrollment_id AS "enrollmentId", c.staff_id AS "staffId", c.audience
        FROM (SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS horizon) h
        LEFT JOIN LATERAL (SELECT * FROM change
          WHERE tx >= ${from === null ? null : BigInt(from)}::bigint AND tx < h.horizon ORDER BY tx, id LIMIT ${limit}) c ON true`;
      const [first] = rows;
      if (!first) throw new Error('no horizon');
      return {
        horizon: Number(first.horizon),
        oldest: first.oldest === null ? null : Number(first.oldest),
        changes: rows.flatMap(({ horizon: _, oldest: _o, tx, ...change }) =>
          tx === null ? [] : [{ ...change, tx: Number(tx) }],
        ),
      };
    },
  };
}

/** Puts away what is older than an hour, but the newest of it: by that it is known from where on nothing is missing. */
export async function putAwayChanges(prisma: Pick<PrismaClient, '$executeRaw'>): Promise<void> {
  await prisma.$executeRaw`
    DELETE FROM change WHERE tx < (
      SELECT max(tx) FROM change WHERE at < now() - make_interval(mins => ${keptForMinutes}))`;
}
