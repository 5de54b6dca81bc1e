import { reachOf } from '../../relation/relation.ts';
import { relationSql } from '../../relation/postgres/reads.ts';
import type { Client, ClientLink, PrismaClient } from '../../../kit/postgres/generated/client.ts';
import { namesOf } from '../../../kit/postgres/named-actors.ts';
import { clientColumns, instantOrNull } from '../../../kit/postgres/rows.ts';
import { staffNames } from '../../../kit/postgres/staff-names.ts';
import type { Caller } from '../../../kit/reads.ts';
import { filesWith } from './files.ts';
import type { FileEnrollment, LinkedFile, LinkRow, LinkStore } from './ports.ts';

type Reading = Pick<PrismaClient, '$queryRaw' | 'client' | 'clientLink' | 'enrollment' | 'staff'>;

/** The files that are held for one person, and how that came about. */
export function fileReads(prisma: Reading): Pick<LinkStore, 'files' | 'links'> {
  return {
    async files(agencyId, clientId) {
      const client = await prisma.client.findFirst({
        where: { id: clientId, agencyId },
        select: { id: true },
      });
      if (!client) return null;
      const ids = (await filesWith(prisma, [clientId])).get(clientId) ?? [];
      if (ids.length === 0) return [];
      const [clients, links, enrollments] = await Promise.all([
        prisma.client.findMany({
          where: { id: { in: ids } },
          orderBy: { reference: 'asc' },
          ...clientColumns,
        }),
        inForce(prisma, ids),
        enrollmentsIn(prisma, ids),
      ]);
      const named = await namesOf(
        prisma,
        links.map(({ actor }) => actor),
      );
      return clients.map((one): LinkedFile => {
        const theirs = links.filter((link) => isOf(link, one.id));
        // Who linked it with this very file, else who brought it to the others.
        const link = theirs.find((each) => isOf(each, clientId)) ?? theirs[0];
        if (!link) throw new Error('a linked file without a link');
        return {
          ...{ client: one, linkedAt: link.linkedAt.getTime(), by: named(link.actor) },
          enrollments: enrollments.get(one.id) ?? [],
        };
      });
    },

    async links(caller, clientId, now) {
      const ids = [clientId, ...((await filesWith(prisma, [clientId])).get(clientId) ?? [])];
      const [held, were] = await Promise.all([
        inForce(prisma, ids),
        prisma.clientLink.findMany({
          where: { unlinkedAt: { not: null }, OR: [{ clientId }, { otherId: clientId }] },
          orderBy: [{ unlinkedAt: 'desc' }, { id: 'asc' }],
        }),
      ]);
      const past = were.flatMap((link) => [link.clientId, link.otherId]);
      const seen = new Set([...ids, ...(await seenBy(prisma, caller, past, now))]);
      return await rowsOf(prisma, [...held, ...were], (id) => seen.has(id));
    },
  };
}

function isOf(link: ClientLink, clientId: string): boolean {
  return link.clientId === clientId || link.otherId === clientId;
}

/** The newest first. */
function inForce(prisma: Reading, ids: readonly string[]): Promise<ClientLink[]> {
  const of = { in: [...ids] };
  return prisma.clientLink.findMany({
    where: { unlinkedAt: null, OR: [{ clientId: of }, { otherId: of }] },
    orderBy: [{ linkedAt: 'desc' }, { id: 'asc' }],
  });
}

async function enrollmentsIn(
  prisma: Reading,
  ids: readonly string[],
): Promise<Map<string, FileEnrollment[]>> {
  const rows = await prisma.enrollment.findMany({
    where: { clientId: { in: [...ids] } },
    orderBy: [{ receivedAt: 'desc' }, { id: 'asc' }],
  });
  const names = await staffNames(
    prisma,
    rows.flatMap(({ coordinatorId }) => coordinatorId ?? []),
  );
  const found = new Map<string, FileEnrollment[]>();
  for (const { clientId, coordinatorId, receivedAt, endedAt, dischargedAt, inErrorAt, ...row } of rows) {
    const { id, stage, level, emergency } = row;
    const one = {
      ...{
        id,
        stage,
        level,
        emergency,
        receivedAt: receivedAt.getTime(),
        inErrorAt: instantOrNull(inErrorAt),
      },
      open: endedAt === null && dischargedAt === null && inErrorAt === null,
      coordinator:
        coordinatorId === null ? null : { staffId: coordinatorId, name: names.get(coordinatorId) ?? null },
    };
    found.set(clientId, [...(found.get(clientId) ?? []), one]);
  }
  return found;
}

/** Of these clients those whom the caller may see for what they have to do with them, links apart. */
async function seenBy(
  prisma: Reading,
  caller: Caller,
  clientIds: readonly string[],
  now: number,
): Promise<string[]> {
  if (reachOf(caller.role) === 'agency') return [...clientIds];
  const rows = await prisma.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT e.client_id::text AS id FROM (SELECT r.*, false AS waits FROM enrollment r) e
    WHERE e.client_id = ANY(${[...clientIds]}::uuid[]) AND ${relationSql(caller, now)} IS NOT NULL`;
  return rows.map(({ id }) => id);
}

export async function rowsOf(
  prisma: Pick<PrismaClient, 'client' | 'staff'>,
  links: readonly ClientLink[],
  sees: (clientId: string) => boolean,
): Promise<LinkRow[]> {
  const clients = await prisma.client.findMany({
    where: { id: { in: links.flatMap(({ clientId, otherId }) => [clientId, otherId]) } },
    select: { id: true, reference: true },
  });
  const references = new Map<Client['id'], string>(clients.map(({ id, reference }) => [id, reference]));
  const named = await namesOf(
    prisma,
    links.flatMap(({ actor, unlinkedBy }) => [actor, ...(unlinkedBy === null ? [] : [unlinkedBy])]),
  );
  return links.map(({ id, clientId, otherId, linkedAt, actor, reason, ...end }) => ({
    ...{ id, at: linkedAt.getTime(), by: named(actor), reason },
    clients: [clientId, otherId].map((one) =>
      sees(one)
        ? { clientId: one, reference: references.get(one) ?? null }
        : { clientId: null, reference: null },
    ),
    unlinked:
      end.unlinkedAt === null
        ? null
        : { at: end.unlinkedAt.getTime(), by: named(end.unlinkedBy), reason: end.unlinkReason ?? '' },
  }));
}
