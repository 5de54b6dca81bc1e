import { randomUUID } from 'node:crypto';
import type { ListTaken as Taken } from '../../../kit/list-taken.ts';
import { toJson } from '../../../kit/postgres/event-rows.ts';
import type { ListTaken, Prisma, PrismaClient } from '../../../kit/postgres/generated/client.ts';
import { namesOf } from '../../../kit/postgres/named-actors.ts';
import type { ListsTakenQuery, ListTakenRow, RelationStore } from './ports.ts';

/** Which lists left as files, with whose rows. */
export function listsTakenStore(
  prisma: PrismaClient,
): Pick<RelationStore, 'keepListTaken' | 'listsTaken' | 'listTaken'> {
  return {
    async keepListTaken(taken) {
      await keepTaken(prisma, randomUUID(), taken);
    },

    async listsTaken(query) {
      const rows = await prisma.listTaken.findMany({
        where: whereOf(query),
        orderBy: [{ at: 'desc' }, { id: 'desc' }],
        take: query.limit,
      });
      return shown(prisma, rows);
    },

    async listTaken(agencyId, id) {
      const row = await prisma.listTaken.findFirst({ where: { agencyId, id } });
      if (!row) return null;
      const [[one], clients] = await Promise.all([
        shown(prisma, [row]),
        prisma.enrollment.findMany({
          where: { agencyId, id: { in: row.enrollmentIds } },
          select: { id: true, client: { select: { reference: true } } },
        }),
      ]);
      const references = new Map(clients.map(({ id: of, client }) => [of, client.reference]));
      const of = row.enrollmentIds.map((enrollmentId) => ({
        enrollmentId,
        reference: references.get(enrollmentId) ?? '',
      }));
      return one ? { ...one, of } : null;
    },
  };
}

/** In the transaction in which its rows leave, where they leave for somebody else. */
export async function keepTaken(
  tx: Pick<PrismaClient, 'listTaken'>,
  id: string,
  { caller, at, filters, ...taken }: Taken,
): Promise<void> {
  const { staffId, role, agencyId } = caller;
  await tx.listTaken.create({
    data: {
      ...{ ...taken, id, agencyId, staffId, at: new Date(at) },
      ...{ actor: { staffId, role, agencyId }, filters: toJson(filters) },
    },
  });
}

async function shown(prisma: PrismaClient, rows: ListTaken[]): Promise<ListTakenRow[]> {
  const named = await namesOf(
    prisma,
    rows.map(({ actor }) => actor),
  );
  return rows.map(({ id, at, actor, list, filters, rows: count, cut, enrollmentIds }) => ({
    ...{ id, at: at.getTime(), by: named(actor), list, rows: count, cut },
    ...{ filters: filters as Record<string, unknown>, clients: enrollmentIds.length },
  }));
}

function whereOf(query: ListsTakenQuery): Prisma.ListTakenWhereInput {
  const { agencyId, staffId, enrollmentId, from, until, after } = query;
  const at = after && new Date(after.at);
  return {
    agencyId,
    ...(staffId === undefined ? {} : { staffId }),
    ...(enrollmentId === undefined ? {} : { enrollmentIds: { has: enrollmentId } }),
    at: {
      ...(from === undefined ? {} : { gte: new Date(from) }),
      ...(until === undefined ? {} : { lt: new Date(until) }),
    },
    ...(after && at ? { OR: [{ at: { lt: at } }, { at, id: { lt: after.id } }] } : {}),
  };
}
