import type { Prisma as PrismaHandle } from '../../../kit/postgres/client.ts';
import type { Prisma } from '../../../kit/postgres/generated/client.ts';
import { guarded } from '../../../kit/postgres/guarded.ts';
import { namesOf } from '../../../kit/postgres/named-actors.ts';
import type { Caller } from '../../../kit/reads.ts';
import { alike, mostAlike, questionAbout } from '../alike.ts';
import { askedTokens, type Question, questionOf } from '../question.ts';
import { type Occasion, rank } from '../rank.ts';
import { candidatesOf } from './candidates.ts';
import { foundOf } from './client-tokens.ts';
import { samenessStore } from './sameness.ts';
import { recordShown, seenAs } from './showing.ts';
import type { SearchStore, ShownQuery, ShownRow } from './ports.ts';
import type { TokenKeys } from './token-keys.ts';

/** So many are shown; whoever gets as many is to say more. */
const mostShown = 20;

/** Finding clients, in PostgreSQL. */
export function createSearchStore(prisma: PrismaHandle, keys: TokenKeys): SearchStore {
  const lookUp = async (caller: Caller, question: Question, now: number) => {
    const candidates = await candidatesOf(prisma, keys, caller, askedTokens(question), now);
    const found = await foundOf(
      prisma,
      candidates.map(({ id }) => id),
    );
    return { candidates, found };
  };
  return guarded<SearchStore>({
    ...samenessStore(prisma),

    async search(caller, text, now) {
      const question = questionOf(text);
      const { candidates, found } = await lookUp(caller, question, now);
      const own = new Set(candidates.flatMap(({ id, own: mine }) => (mine ? [id] : [])));
      const ranked = rank(question, found);
      const hits = [
        ...ranked.filter(({ candidate }) => own.has(candidate.id)),
        ...ranked.filter(({ candidate }) => !own.has(candidate.id)),
      ].slice(0, mostShown);
      const clients = await seenAs(
        prisma,
        caller,
        hits.map(({ candidate: { id }, matched }) => ({ id, matched })),
        { now, together: true },
      );
      await recordShown(prisma, caller, clients, { occasion: 'search', now });
      return { clients, more: ranked.length > hits.length };
    },

    async alike(caller, told, { except, now }) {
      const question = questionAbout(told);
      const { found } = await lookUp(caller, question, now);
      const scores = new Map(
        rank(question, found, { all: true }).map((one) => [one.candidate.id, one.score]),
      );
      const hits = found
        .flatMap((known) => {
          const matched = known.id === except ? null : alike(told, known);
          return matched ? [{ id: known.id, matched, score: scores.get(known.id) ?? 0 }] : [];
        })
        .toSorted((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
        .slice(0, mostAlike)
        .map(({ id, matched }) => ({ id, matched }));
      return await seenAs(prisma, caller, hits, { now, together: true });
    },

    recordShown: (caller, found, now) => recordShown(prisma, caller, found, { occasion: 'referral', now }),

    async unknownOf(agencyId, ids) {
      const rows = await prisma.client.findMany({
        where: { agencyId, id: { in: [...ids] } },
        select: { id: true },
      });
      const known = new Set(rows.map(({ id }) => id));
      return ids.filter((id) => !known.has(id));
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

function shownWhere({
  agencyId,
  staffId,
  clientId,
  from,
  until,
  after,
}: ShownQuery): Prisma.ClientShownWhereInput {
  const at = after && new Date(after.at);
  return {
    agencyId,
    ...(staffId === undefined ? {} : { staffId }),
    ...(clientId === undefined ? {} : { clientIds: { has: clientId } }),
    ...(from === undefined && until === undefined
      ? {}
      : {
          AND: {
            at: {
              ...(from === undefined ? {} : { gte: new Date(from) }),
              ...(until === undefined ? {} : { lt: new Date(until) }),
            },
          },
        }),
    ...(after && at ? { OR: [{ at: { lt: at } }, { at, id: { lt: after.id } }] } : {}),
  };
}
