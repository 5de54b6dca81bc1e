import type { Making } from '../definitions.ts';
import type { Measure, Outcome } from '../facts.ts';
import type { Month } from '../period.ts';
import { Prisma } from '../../../kit/postgres/generated/client.ts';

export type BehindFilters = {
  part?: string | undefined;
  /** Staff id, or `none`. */
  coordinator?: string | undefined;
  level?: string | undefined;
  counted?: boolean | undefined;
};

/** Where a fact stands among those behind a number: the oldest first. */
export type BehindPlace = { at: number; of: readonly string[] };

/** What a number is made of. */
export function measuresOf(making: Making): Set<Measure> {
  return new Set([making.of, ...(making.as === 'share' && making.among?.of ? [making.among.of] : [])]);
}

/** Those of the rows of `fact` (f) that stand behind a number, as `factsBehind` says it of them one by one. */
export function behindSql(making: Making, last: Month, filters: BehindFilters): Prisma.Sql {
  const above = counted(making, last);
  const conditions = [Prisma.sql`(${above} OR ${below(making)})`];
  const { part, coordinator, level, counted: isCounted } = filters;
  if (part !== undefined) conditions.push(partIs(making, part));
  if (coordinator !== undefined)
    conditions.push(Prisma.sql`coalesce(f.coordinator_id, 'none') = ${coordinator}`);
  if (level !== undefined) conditions.push(Prisma.sql`f.level = ${level}`);
  if (isCounted !== undefined) conditions.push(isCounted ? above : Prisma.sql`NOT ${above}`);
  return Prisma.join(conditions, ' AND ');
}

const placed = [
  'f.enrollment_id::text',
  'f.measure',
  "coalesce(f.about, '')",
  "coalesce(f.part, '')",
  'f.level',
];
const place = Prisma.raw(placed.map((column) => `${column} COLLATE "C"`).join(', '));
export const behindOrder = Prisma.sql`f.at, ${place}`;

export function afterSql({ at, of }: BehindPlace): Prisma.Sql {
  return Prisma.sql`AND f.at >= ${new Date(at)}::timestamptz AND (f.at, ${place}) > (${new Date(at)}::timestamptz, ${Prisma.join([...of])})`;
}

function counted(making: Making, last: Month): Prisma.Sql {
  if (making.as === 'share') return measured(making.of, making.that);
  if (making.as === 'sum' && making.stock)
    return Prisma.sql`(f.measure = ${making.of} AND f.month = ${last})`;
  return measured(making.of);
}

function below(making: Making): Prisma.Sql {
  if (making.as !== 'share') return Prisma.sql`false`;
  return measured(making.among?.of ?? making.of, making.among?.that);
}

function measured(measure: Measure, that?: readonly Outcome[]): Prisma.Sql {
  if (that === undefined) return Prisma.sql`(f.measure = ${measure})`;
  // What has no outcome is none of them.
  return Prisma.sql`(f.measure = ${measure} AND coalesce(f.outcome, '') = ANY(${[...that]}::text[]))`;
}

function partIs(making: Making, part: string): Prisma.Sql {
  if (making.as === 'percentile') return Prisma.sql`false`;
  const column = { part: Prisma.sql`f.part`, cause: Prisma.sql`f.cause`, level: Prisma.sql`f.level` }[
    making.split
  ];
  return Prisma.sql`(f.measure = ${making.of} AND ${column} = ${part})`;
}
