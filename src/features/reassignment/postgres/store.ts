import type { PlanRequest, ReassignmentRow, ReassignmentStore } from './ports.ts';
import { decideReassignment, type PlanRefused, type Present } from '../decide.ts';
import { atOnce, cannotAct } from '../../staff/can-act.ts';
import { actingColumns, actingOf } from '../../staff/postgres/acting.ts';
import { type Act, performAct, type Transaction } from '../../../kit/postgres/acts.ts';
import type { Prisma as PrismaHandle } from '../../../kit/postgres/client.ts';
import { toJson } from '../../../kit/postgres/event-rows.ts';
import type { Prisma } from '../../../kit/postgres/generated/client.ts';
import { guarded } from '../../../kit/postgres/guarded.ts';
import { actorOf } from '../../../kit/postgres/named-actors.ts';
import { clientRows, reassignmentRows, withItems } from './rows.ts';

/** Reassignments in PostgreSQL, as they are planned, read and stopped. */
export function createReassignmentStore(prisma: PrismaHandle): ReassignmentStore {
  async function find(where: Prisma.ReassignmentWhereInput) {
    return prisma.reassignment.findFirst({ where, include: withItems });
  }

  return guarded<ReassignmentStore>({
    plan: (request) => performAct(prisma, request, planning(request)),

    async reassignment(agencyId, id) {
      const row = await find({ agencyId, id });
      const [found = null] = row ? await reassignmentRows(prisma, [row]) : [];
      return found;
    },

    async reassignments(agencyId, { concerning, limit }) {
      const theirs =
        concerning === null
          ? {}
          : { OR: [{ fromStaffId: concerning }, { items: { some: { toStaffId: concerning } } }] };
      const rows = await prisma.reassignment.findMany({
        where: { agencyId, ...theirs },
        orderBy: [{ recordedAt: 'desc' }, { id: 'desc' }],
        take: limit,
        include: withItems,
      });
      return reassignmentRows(prisma, rows);
    },

    clientsOf: (agencyId, enrollmentIds) => clientRows(prisma, agencyId, enrollmentIds),

    async stop({ by, id, now }) {
      const { count } = await prisma.reassignment.updateMany({
        where: { id, agencyId: by.agencyId, endedAt: null, stoppedAt: null },
        data: { stoppedAt: new Date(now), stoppedBy: toJson(by) },
      });
      if (count > 0) return true;
      return (await find({ id, agencyId: by.agencyId, stoppedAt: { not: null } })) !== null;
    },
  });
}

function planning(request: PlanRequest): Act<null, ReassignmentRow, PlanRefused> {
  const { id, by, commandId, fingerprint, from, reason, items, now } = request;
  const { agencyId } = by;
  const where = { agencyId_commandId: { agencyId, commandId } };
  return {
    async find(tx) {
      const row = await tx.reassignment.findUnique({ where });
      return row && { by: actorOf(row.actor), fingerprint: row.fingerprint };
    },
    decide: async (tx) => decideReassignment(request, await present(tx, request)),
    /** Of two that move one client at once the later one meets the other at the client's key, and is judged anew. */
    async write(tx) {
      await tx.reassignment.create({
        data: {
          ...{ id, agencyId, fromStaffId: from, reason, commandId, fingerprint },
          ...{ actor: toJson(by), recordedAt: new Date(now) },
        },
      });
      await tx.reassignmentItem.createMany({
        data: items.map(({ enrollmentId, to }) => ({ reassignmentId: id, enrollmentId, toStaffId: to })),
      });
    },
    async show(tx) {
      const row = await tx.reassignment.findUniqueOrThrow({ where, include: withItems });
      const [reassignment] = await reassignmentRows(tx, [row]);
      if (!reassignment) throw new Error('a reassignment without a row');
      return reassignment;
    },
  };
}

async function present(tx: Transaction, { by, from, items, now }: PlanRequest): Promise<Present> {
  const { agencyId } = by;
  const enrollmentId = { in: items.map((item) => item.enrollmentId) };
  const staff = await tx.staff.findMany({
    where: { agencyId, id: { in: [from, ...items.map(({ to }) => to)] } },
    select: actingColumns(new Date(now)),
  });
  const select = { enrollmentId: true } as const;
  const theirs = await tx.caseloadPlace.findMany({
    where: { agencyId, staffId: from, enrollmentId },
    select,
  });
  const moving = await tx.reassignmentItem.findMany({ where: { state: 'waiting', enrollmentId }, select });
  const ids = (rows: readonly { enrollmentId: string }[]) => new Set(rows.map((row) => row.enrollmentId));
  return {
    people: staff.map((row) => ({ staffId: row.id, cannot: cannotAct(actingOf(row), atOnce(now)) })),
    ...{ theirs: ids(theirs), moving: ids(moving) },
  };
}
