import type { Acting } from '../can-act.ts';
import { endsAfter, withAccessAt } from '../../../kit/postgres/can-act.ts';
import { Prisma, type PrismaClient } from '../../../kit/postgres/generated/client.ts';
import type { ActingRow } from './ports.ts';

/** What is read of somebody to say whether they can act for clients at that instant, or later. */
export function actingColumns(at: Date) {
  return {
    ...{ id: true, role: true, active: true, mayTakeUntil: true },
    absences: { where: endsAfter(at) },
    tokens: { where: withAccessAt(at).tokens.some, select: { id: true } },
  } as const satisfies Prisma.StaffSelect;
}

type Row = Prisma.StaffGetPayload<{ select: ReturnType<typeof actingColumns> }>;

/** The same, as `cannotAct` asks for it. */
export function actingOf({ role, active, mayTakeUntil, absences, tokens }: Row): Acting {
  return {
    ...{ works: active && role === 'coordinator', hasAccess: tokens.length > 0 },
    mayTakeUntil: mayTakeUntil?.getTime() ?? null,
    away: absences.map(({ fromAt, untilAt }) => ({
      ...{ from: fromAt.getTime(), until: untilAt?.getTime() ?? Infinity },
    })),
  };
}

/** The same in one statement, of those of an agency who have not left: a step that names somebody asks it. */
export async function readActing(
  prisma: Pick<PrismaClient, '$queryRaw'>,
  agencyId: string,
  staffIds: readonly string[],
  at: number,
): Promise<ActingRow[]> {
  const now = Prisma.sql`${new Date(at)}::timestamptz`;
  const rows = await prisma.$queryRaw<Read[]>`
    SELECT s.id::text AS "staffId", s.role, floor(extract(epoch FROM s.may_take_until) * 1000)::float8 AS "mayTakeUntil",
      EXISTS (SELECT FROM access_token t WHERE t.staff_id = s.id AND t.revoked_at IS NULL AND t.expires_at > ${now})
        AS "hasAccess",
      (SELECT coalesce(json_agg(json_build_object('from', floor(extract(epoch FROM a.from_at) * 1000),
          'until', floor(extract(epoch FROM a.until_at) * 1000))), '[]')
        FROM absence a WHERE a.staff_id = s.id AND (a.until_at IS NULL OR a.until_at > ${now})) AS away
    FROM staff s WHERE s.agency_id = ${agencyId}::uuid AND s.active AND s.id = ANY(${[...staffIds]}::uuid[])`;
  return rows.map(({ away, ...row }) => ({
    ...row,
    works: row.role === 'coordinator',
    away: away.map(({ from, until }) => ({ from, until: until ?? Infinity })),
  }));
}

type Read = Omit<ActingRow, 'works' | 'away'> & { away: { from: number; until: number | null }[] };
