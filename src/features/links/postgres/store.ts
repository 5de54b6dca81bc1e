import { type Act, performAct, type Transaction } from '../../../kit/postgres/acts.ts';
import type { Prisma as PrismaHandle } from '../../../kit/postgres/client.ts';
import type { ClientLink } from '../../../kit/postgres/generated/client.ts';
import { guarded } from '../../../kit/postgres/guarded.ts';
import { actorOf } from '../../../kit/postgres/named-actors.ts';
import { judgeLinking, judgeParting, type LinkRefusal } from '../link.ts';
import { linkLock, standingOf, writeLink, writeParting } from './acts.ts';
import type { LinkRequest, LinkRow, LinkStore, UnlinkRequest } from './ports.ts';
import { fileReads, rowsOf } from './reads.ts';

/** Which files are held for one person, in PostgreSQL. */
export function createLinkStore(prisma: PrismaHandle): LinkStore {
  return guarded<LinkStore>({
    link: (request) => performAct(prisma, request, linking(request)),
    unlink: (request) => performAct(prisma, request, parting(request)),
    ...fileReads(prisma),
  });
}

function linking(request: LinkRequest): Act<null, LinkRow, LinkRefusal | 'not-found' | 'unknown-client'> {
  const { by, clientId, otherId, reason, commandId, fingerprint, now } = request;
  const { agencyId } = by;
  const where = { agencyId_commandId: { agencyId, commandId } };
  return {
    lock: (tx) => linkLock(tx, agencyId),
    async find(tx) {
      const row = await tx.clientLink.findUnique({ where });
      return row && { by: actorOf(row.actor), fingerprint: row.fingerprint };
    },
    async decide(tx) {
      const known = await tx.client.findMany({
        where: { agencyId, id: { in: [clientId, otherId] } },
        select: { id: true },
      });
      const isKnown = (id: string) => known.some((one) => one.id === id);
      if (!isKnown(clientId)) return { ok: false, refusal: 'not-found' };
      if (!isKnown(otherId) || clientId === otherId) return { ok: false, refusal: 'unknown-client' };
      return judgeLinking(await standingOf(tx, clientId, otherId));
    },
    write: (tx) =>
      writeLink(tx, {
        ...{ by, fingerprint, reason, at: new Date(now), name: commandId, one: clientId, other: otherId },
      }),
    // As it was then, whatever became of it.
    show: async (tx) => ({
      ...(await shown(tx, await tx.clientLink.findUniqueOrThrow({ where }))),
      unlinked: null,
    }),
  };
}

function parting(request: UnlinkRequest): Act<{ id: string }, LinkRow, LinkRefusal | 'not-found'> {
  const { by, clientId, linkId, reason, commandId, fingerprint, now } = request;
  const { agencyId } = by;
  const where = { agencyId_unlinkCommandId: { agencyId, unlinkCommandId: commandId } };
  return {
    lock: (tx) => linkLock(tx, agencyId),
    async find(tx) {
      const row = await tx.clientLink.findUnique({ where });
      return row && { by: actorOf(row.unlinkedBy), fingerprint: row.unlinkFingerprint };
    },
    async decide(tx) {
      const link = await tx.clientLink.findFirst({
        where: { id: linkId, agencyId, OR: [{ clientId }, { otherId: clientId }] },
      });
      if (!link) return { ok: false, refusal: 'not-found' };
      return judgeParting({ together: false, link: link.unlinkedAt === null ? link : null });
    },
    write: (tx, { id }) =>
      writeParting(tx, {
        ...{ by, fingerprint, reason, at: new Date(now), name: commandId, linkId: id },
      }),
    show: async (tx) => shown(tx, await tx.clientLink.findUniqueOrThrow({ where })),
  };
}

async function shown(tx: Transaction, link: ClientLink): Promise<LinkRow> {
  const [row] = await rowsOf(tx, [link], () => true);
  if (!row) throw new Error('a link without a row');
  return row;
}
