import type { Reads } from '../../../contracts/reads.ts';
import type { PrismaClient } from '../generated/client.ts';
import { clientColumns, instantOrNull, overdueAt } from './rows.ts';

const open = { closedAt: null, superseded: false } as const;

/** What is to be done, by whom. */
export function worklistReads(prisma: PrismaClient): Pick<Reads, 'workOf' | 'team'> {
  return {
    async workOf(agencyId, coordinatorId) {
      const rows = await prisma.obligation.findMany({
        where: { agencyId, ...open, enrollment: { coordinatorId } },
        orderBy: [{ due: 'asc' }, { key: 'asc' }],
        include: {
          enrollment: { select: { stage: true, level: true, coordinatorId: true, client: clientColumns } },
        },
      });
      return rows.map(({ enrollmentId, enrollment, key, kind, duty, opened, due }) => ({
        enrollmentId,
        ...enrollment,
        obligation: { key, kind, duty, opened: opened.getTime(), due: due.getTime() },
      }));
    },

    async team(agencyId, now, soonUntil) {
      const running = { agencyId, endedAt: null, dischargedAt: null };
      const [unassigned, staff, caseloads, overdue, stages, soon, all] = await prisma.$transaction([
        prisma.enrollment.findMany({
          where: { ...running, coordinatorId: null },
          orderBy: [{ receivedAt: 'asc' }, { id: 'asc' }],
          include: {
            client: clientColumns,
            obligations: { where: { ...open, kind: 'assignment' }, select: { due: true }, take: 1 },
          },
        }),
        prisma.staff.findMany({
          where: { agencyId, role: 'coordinator' },
          orderBy: [{ name: 'asc' }, { id: 'asc' }],
          select: { id: true, name: true, active: true },
        }),
        prisma.enrollment.groupBy({
          by: ['coordinatorId'],
          where: running,
          orderBy: { coordinatorId: 'asc' },
          _count: { _all: true },
        }),
        prisma.obligation.findMany({
          where: { agencyId, ...overdueAt(now) },
          select: { due: true, enrollment: { select: { coordinatorId: true } } },
        }),
        prisma.enrollment.groupBy({
          by: ['stage'],
          where: { agencyId },
          orderBy: { stage: 'asc' },
          _count: { _all: true },
        }),
        prisma.obligation.count({
          where: { agencyId, ...open, due: { gte: new Date(now), lt: new Date(soonUntil) } },
        }),
        prisma.obligation.count({ where: { agencyId, ...open } }),
      ]);

      const caseload = new Map(caseloads.map((group) => [group.coordinatorId, countOf(group)]));
      const dues = new Map<string | null, number[]>();
      for (const { due, enrollment } of overdue) {
        const list = dues.get(enrollment.coordinatorId) ?? [];
        dues.set(enrollment.coordinatorId, [...list, due.getTime()]);
      }
      return {
        unassigned: unassigned.map((row) => ({
          enrollmentId: row.id,
          client: row.client,
          receivedAt: row.receivedAt.getTime(),
          emergency: row.emergency,
          due: instantOrNull(row.obligations[0]?.due ?? null),
        })),
        coordinators: staff
          .map(({ id, name, active }) => {
            const late = dues.get(id) ?? [];
            const oldestDue = late.length === 0 ? null : Math.min(...late);
            return {
              staffId: id,
              name,
              active,
              enrollments: caseload.get(id) ?? 0,
              overdue: late.length,
              oldestDue,
            };
          })
          // Somebody who left is shown while there is work in their name.
          .filter(({ active, enrollments, overdue: count }) => active || enrollments > 0 || count > 0)
          .map(({ active: _active, ...row }) => row),
        stages: stages.map((group) => ({ stage: group.stage, enrollments: countOf(group) })),
        due: { overdue: overdue.length, soon, later: all - overdue.length - soon },
      };
    },
  };
}

// In a transaction, Prisma's types lose what `_count` was asked for.
function countOf(group: { _count?: unknown }): number {
  return (group._count as { _all: number })._all;
}
