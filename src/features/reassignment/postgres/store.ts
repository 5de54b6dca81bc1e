import type { PlanOutcome, PlanRequest, ReassignmentStore } from './ports.ts';
import type { Prisma as PrismaHandle } from '../../../kit/postgres/client.ts';
import { toJson } from '../../../kit/postgres/event-rows.ts';
import { classifyFailure } from '../../../kit/postgres/failures.ts';
import type { Prisma } from '../../../kit/postgres/generated/client.ts';
import { guarded } from '../../../kit/postgres/guarded.ts';
import { clientRows, reassignmentRows, withItems } from './rows.ts';

/** Reassignments in PostgreSQL, as they are planned, read and stopped. */
export function createReassignmentStore(prisma: PrismaHandle): ReassignmentStore {
  async function find(where: Prisma.ReassignmentWhereInput) {
    return prisma.reassignment.findFirst({ where, include: withItems });
  }

  async function earlier(request: PlanRequest): Promise<PlanOutcome | null> {
    const { by, commandId, fingerprint } = request;
    const row = await find({ agencyId: by.agencyId, commandId });
    if (!row) return null;
    if (row.fingerprint !== fingerprint) return { status: 'command-id-reused' };
    const [reassignment] = await reassignmentRows(prisma, [row]);
    if (!reassignment) throw new Error('a reassignment without a row');
    return { status: 'replayed', reassignment };
  }

  return guarded<ReassignmentStore>({
    async plan(request) {
      const before = await earlier(request);
      if (before) return before;
      try {
        const refusal = await prisma.$transaction((tx) => write(tx, request));
        // Asked twice at once, and done by now.
        if (refusal) return (await earlier(request)) ?? refusal;
      } catch (error) {
        if (classifyFailure(error).kind !== 'unique') throw error;
        // Two at once: under one key, or about one client.
        return (
          (await earlier(request)) ?? {
            ...{ status: 'refused', code: 'being-moved' },
            items: await beingMoved(prisma, request),
          }
        );
      }
      const written = await earlier(request);
      if (written?.status !== 'replayed') throw new Error('a plan that was written is not there');
      return { ...written, status: 'written' };
    },

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

type Refused = Extract<PlanOutcome, { status: 'refused' }>;

/** Null when it is written. */
async function write(tx: Prisma.TransactionClient, request: PlanRequest): Promise<Refused | null> {
  const { id, by, commandId, fingerprint, from, reason, items, now } = request;
  const { agencyId } = by;
  const staff = await tx.staff.findMany({
    where: { agencyId, id: { in: [from, ...items.map(({ to }) => to)] } },
    select: { id: true, active: true, role: true },
  });
  if (!staff.some((one) => one.id === from)) return { status: 'refused', code: 'unknown-staff', items: [] };
  const takes = new Set(staff.filter((one) => one.active && one.role === 'coordinator').map((one) => one.id));
  const refused = (code: Refused['code'], wrong: (item: (typeof items)[number]) => boolean) => {
    const places = items.flatMap((item, place) => (wrong(item) ? [place] : []));
    return places.length > 0 ? { status: 'refused' as const, code, items: places } : null;
  };
  const places = await tx.caseloadPlace.findMany({
    where: { agencyId, staffId: from, enrollmentId: { in: items.map((item) => item.enrollmentId) } },
    select: { enrollmentId: true },
  });
  const theirs = new Set(places.map(({ enrollmentId }) => enrollmentId));
  const refusal =
    refused('already-there', ({ to }) => to === from) ??
    refused('unknown-staff', ({ to }) => !takes.has(to)) ??
    refused('not-their-client', ({ enrollmentId }) => !theirs.has(enrollmentId));
  if (refusal) return refusal;
  await tx.reassignment.create({
    data: {
      ...{ id, agencyId, fromStaffId: from, reason, commandId, fingerprint },
      ...{ actor: toJson(by), recordedAt: new Date(now) },
    },
  });
  await tx.reassignmentItem.createMany({
    data: items.map(({ enrollmentId, to }) => ({ reassignmentId: id, enrollmentId, toStaffId: to })),
  });
  return null;
}

async function beingMoved(prisma: PrismaHandle, { items }: PlanRequest): Promise<number[]> {
  const rows = await prisma.reassignmentItem.findMany({
    where: { state: 'waiting', enrollmentId: { in: items.map(({ enrollmentId }) => enrollmentId) } },
    select: { enrollmentId: true },
  });
  return items.flatMap(({ enrollmentId }, place) =>
    rows.some((row) => row.enrollmentId === enrollmentId) ? [place] : [],
  );
}
