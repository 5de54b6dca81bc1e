import type { EnrollmentQuery, EnrollmentRow } from './ports.ts';
import type { EnrollmentPlace, EnrollmentSort } from '../sorts.ts';
import type { Scope } from '../../../kit/reads.ts';
import type { Stage } from '../../../engine/record/summary.ts';
import type { Prisma, PrismaClient } from '../../../kit/postgres/generated/client.ts';
import { clientColumns, instantOrNull, overdueAt } from '../../../kit/postgres/rows.ts';
import { staffNames } from '../../../kit/postgres/staff-names.ts';

/** Enrollments, one or a page of them. */
export function enrollmentReads(prisma: PrismaClient) {
  async function find(
    where: Prisma.EnrollmentWhereInput,
    now: number,
    take: number,
    sort: EnrollmentSort = 'received',
  ): Promise<EnrollmentRow[]> {
    const rows = await prisma.enrollment.findMany({
      where,
      orderBy: orders[sort],
      take,
      include: {
        client: clientColumns,
        _count: { select: { obligations: { where: overdueAt(now) } } },
      },
    });
    const [names, waiting] = await Promise.all([
      staffNames(
        prisma,
        rows.flatMap((row) => row.coordinatorId ?? []),
      ),
      waitingSteps(rows.map((row) => row.id)),
    ]);
    return rows.map((row) => ({
      id: row.id,
      client: row.client,
      version: row.version,
      stage: row.stage as Stage,
      level: row.level,
      emergency: row.emergency,
      coordinatorId: row.coordinatorId,
      coordinatorName: (row.coordinatorId && names.get(row.coordinatorId)) ?? null,
      receivedAt: row.receivedAt.getTime(),
      nextDue: instantOrNull(row.nextDue),
      overdueCount: row.overdueCount,
      overdueNow: row._count.obligations,
      pendingSteps: waiting.get(row.id) ?? 0,
      profileHash: row.profileHash,
      calendarHash: row.calendarHash,
      dischargedAt: instantOrNull(row.dischargedAt),
      endedAt: instantOrNull(row.endedAt),
      inErrorAt: instantOrNull(row.inErrorAt),
    }));
  }

  async function waitingSteps(ids: string[]): Promise<Map<string, number>> {
    if (ids.length === 0) return new Map();
    const groups = await prisma.pendingStep.groupBy({
      by: ['enrollmentId'],
      where: { enrollmentId: { in: ids }, state: 'waiting' },
      _count: true,
    });
    return new Map(groups.map(({ enrollmentId, _count }) => [enrollmentId, _count]));
  }

  return {
    async enrollment(scope: Scope, id: string, now: number): Promise<EnrollmentRow | null> {
      return (await find({ agencyId: scope.agencyId, id }, now, 1))[0] ?? null;
    },

    enrollments: (query: EnrollmentQuery): Promise<EnrollmentRow[]> =>
      find({ agencyId: query.scope.agencyId, ...filters(query) }, query.now, query.limit, query.sort),

    /** What is due first of each of these enrollments. */
    async firstDuties(
      enrollmentIds: readonly string[],
    ): Promise<Map<string, { key: string; kind: string; due: number; profileHash: string }>> {
      const rows = await prisma.$queryRaw<FirstDuty[]>`
        SELECT DISTINCT ON (enrollment_id) enrollment_id AS "enrollmentId", key, kind, due, profile_hash AS "profileHash"
        FROM obligation
        WHERE enrollment_id = ANY(${[...enrollmentIds]}::uuid[]) AND closed_at IS NULL AND NOT superseded
        ORDER BY enrollment_id, due, key`;
      return new Map(
        rows.map(({ enrollmentId, due, ...duty }) => [enrollmentId, { ...duty, due: due.getTime() }]),
      );
    },
  };
}

type FirstDuty = { enrollmentId: string; key: string; kind: string; due: Date; profileHash: string };

const orders: Record<EnrollmentSort, Prisma.EnrollmentOrderByWithRelationInput[]> = {
  received: [{ receivedAt: 'desc' }, { id: 'desc' }],
  due: [{ nextDue: { sort: 'asc', nulls: 'last' } }, { id: 'desc' }],
};

function filters(query: EnrollmentQuery): Prisma.EnrollmentWhereInput {
  const { of, stage, level, coordinatorId, overdue, now, after, sort = 'received' } = query;
  const pastDue = overdueAt(now);
  return {
    ...(of === null ? {} : { id: { in: of } }),
    // What was never meant is shown to who asks for it.
    ...(stage === undefined ? { inErrorAt: null } : { stage }),
    ...(level === undefined ? {} : { level }),
    ...(coordinatorId === undefined ? {} : { coordinatorId }),
    ...(overdue === undefined ? {} : { obligations: overdue ? { some: pastDue } : { none: pastDue } }),
    ...(after === undefined ? {} : { OR: beyond[sort](after) }),
  };
}

const beyond: Record<EnrollmentSort, (place: EnrollmentPlace) => Prisma.EnrollmentWhereInput[]> = {
  received({ receivedAt, id }) {
    const at = new Date(receivedAt);
    return [{ receivedAt: { lt: at } }, { receivedAt: at, id: { lt: id } }];
  },
  due({ nextDue, id }) {
    if (nextDue === null) return [{ nextDue: null, id: { lt: id } }];
    const at = new Date(nextDue);
    return [{ nextDue: { gt: at } }, { nextDue: at, id: { lt: id } }, { nextDue: null }];
  },
};
