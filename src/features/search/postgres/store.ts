import { randomUUID } from 'node:crypto';
import type { Prisma as PrismaHandle } from '../../../kit/postgres/client.ts';
import { toJson } from '../../../kit/postgres/event-rows.ts';
import type { Prisma } from '../../../kit/postgres/generated/client.ts';
import { guarded } from '../../../kit/postgres/guarded.ts';
import { namesOf } from '../../../kit/postgres/named-actors.ts';
import { clientColumns } from '../../../kit/postgres/rows.ts';
import type { Caller } from '../../../kit/reads.ts';
import { askedTokens, questionOf } from '../question.ts';
import { type Occasion, rank, type Ranked } from '../rank.ts';
import { candidatesOf, enrollmentsOf } from './candidates.ts';
import { type Found, foundOf } from './client-tokens.ts';
import type { FoundClient, SearchStore, ShownQuery, ShownRow } from './ports.ts';
import type { TokenKeys } from './token-keys.ts';

/** So many are shown; whoever gets as many is to say more. */
const mostShown = 20;

/** Finding clients, in PostgreSQL. */
export function createSearchStore(prisma: PrismaHandle, keys: TokenKeys): SearchStore {
  return guarded<SearchStore>({
    async search(caller, text, now) {
      const question = questionOf(text);
      const candidates = await candidatesOf(prisma, keys, caller, askedTokens(question), now);
      const own = new Set(candidates.flatMap(({ id, own: mine }) => (mine ? [id] : [])));
      const found = await foundOf(
        prisma,
        candidates.map(({ id }) => id),
      );
      const ranked = rank(question, found);
      const shown = [
        ...ranked.filter(({ candidate }) => own.has(candidate.id)),
        ...ranked.filter(({ candidate }) => !own.has(candidate.id)),
      ].slice(0, mostShown);
      const clients = await showing(prisma, caller, shown, { occasion: 'search', own, now });
      return { clients, more: ranked.length > shown.length };
    },

    async shown(query) {
      const rows = await prisma.clientShown.findMany({
        where: shownWhere(query),
        orderBy: [{ at: 'desc' }, { id: 'desc' }],
        take: query.limit,
      });
      const named = await namesOf(
        prisma,
        rows.map(({ actor }) => actor),
      );
      const clients = await prisma.client.findMany({
        where: { id: { in: [...new Set(rows.flatMap(({ clientIds }) => clientIds))] } },
        select: { id: true, reference: true },
      });
      const references = new Map(clients.map(({ id, reference }) => [id, reference]));
      return rows.map(({ id, at, actor, occasion, clientIds }): ShownRow => ({
        ...{ id, at: at.getTime(), by: named(actor), occasion: occasion as Occasion },
        clients: clientIds.map((clientId) => ({ clientId, reference: references.get(clientId) ?? '' })),
      }));
    },
  });
}

/** These clients as the caller may see them, in this order. Whoever is shown to a stranger is on record first. */
async function showing(
  prisma: PrismaHandle,
  caller: Caller,
  ranked: readonly Ranked<Found>[],
  { occasion, own, now }: { occasion: Occasion; own: ReadonlySet<string>; now: number },
): Promise<FoundClient[]> {
  const ids = ranked.map(({ candidate }) => candidate.id);
  if (ids.length === 0) return [];
  const others = ids.filter((id) => !own.has(id));
  const { staffId, role, agencyId } = caller;
  if (others.length > 0)
    await prisma.clientShown.create({
      data: {
        ...{ id: randomUUID(), agencyId, staffId, occasion, clientIds: others, at: new Date(now) },
        actor: toJson({ staffId, role, agencyId }),
      },
    });
  const [rows, enrollments] = await Promise.all([
    prisma.client.findMany({ where: { id: { in: ids }, agencyId }, ...clientColumns }),
    enrollmentsOf(prisma, caller, ids, now),
  ]);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ranked.flatMap(({ candidate: { id }, matched }) => {
    const client = byId.get(id);
    return client ? [{ client, matched, own: own.has(id), enrollments: enrollments.get(id) ?? [] }] : [];
  });
}

function shownWhere({ agencyId, staffId, clientId, after }: ShownQuery): Prisma.ClientShownWhereInput {
  const at = after && new Date(after.at);
  return {
    agencyId,
    ...(staffId === undefined ? {} : { staffId }),
    ...(clientId === undefined ? {} : { clientIds: { has: clientId } }),
    ...(after && at ? { OR: [{ at: { lt: at } }, { at, id: { lt: after.id } }] } : {}),
  };
}
