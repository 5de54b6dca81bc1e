import { randomUUID } from 'node:crypto';
import { filesWith } from '../../links/postgres/files.ts';
import { reachOf } from '../../relation/relation.ts';
import { toJson } from '../../../kit/postgres/event-rows.ts';
import type { PrismaClient } from '../../../kit/postgres/generated/client.ts';
import { clientColumns } from '../../../kit/postgres/rows.ts';
import type { Caller } from '../../../kit/reads.ts';
import type { Match, Occasion } from '../rank.ts';
import { enrollmentsOf } from './candidates.ts';
import type { FoundClient } from './ports.ts';

/** A client by whose words they were found. */
export type Hit = { id: string; matched: Match[] };

type Reading = Pick<PrismaClient, '$queryRaw' | 'client'>;

/**
 * These clients as the caller may see them, in this order. Files that are one person's are one entry to whoever has to do
 * with one of them; to all others each is by itself, as if nobody had linked them.
 */
export async function seenAs(
  prisma: Reading,
  caller: Caller,
  hits: readonly Hit[],
  { now, together }: { now: number; together: boolean },
): Promise<FoundClient[]> {
  if (hits.length === 0) return [];
  const ids = hits.map(({ id }) => id);
  const linked = together ? await filesWith(prisma, ids) : new Map<string, string[]>();
  const all = [...new Set([...ids, ...[...linked.values()].flat()])];
  const [rows, enrollments] = await Promise.all([
    prisma.client.findMany({ where: { id: { in: all }, agencyId: caller.agencyId }, ...clientColumns }),
    enrollmentsOf(prisma, caller, all, now),
  ]);
  const files = new Map(
    rows.map((row) => [row.id, { client: row, enrollments: enrollments.get(row.id) ?? [] }]),
  );
  const sees = (id: string) =>
    reachOf(caller.role) === 'agency' ||
    (files.get(id)?.enrollments.some(({ why }) => why !== null) ?? false);

  const entries = new Map<string, { files: string[]; own: boolean; hits: Hit[] }>();
  for (const hit of hits.filter(({ id }) => files.has(id))) {
    const person = [hit.id, ...(linked.get(hit.id) ?? [])];
    const own = person.some(sees);
    const key = own ? person.toSorted().join() : hit.id;
    const entry = entries.get(key) ?? { files: own ? person : [hit.id], own, hits: [] };
    entries.set(key, { ...entry, hits: [...entry.hits, hit] });
  }
  return [...entries.values()].flatMap((entry) => {
    const found = entry.hits.map(({ id }) => id);
    // The file that was found, of those the caller works on; else that one.
    const first = [...found, ...entry.files].find(sees) ?? found[0] ?? '';
    const file = files.get(first);
    const others = entry.files.filter((id) => id !== first).flatMap((id) => files.get(id) ?? []);
    return file
      ? [
          {
            ...{ ...file, own: entry.own, linked: others, files: entry.files },
            matched: [...new Set(entry.hits.flatMap(({ matched }) => matched))],
          },
        ]
      : [];
  });
}

/** That others were shown is on record before anybody is answered. */
export async function recordShown(
  prisma: Pick<PrismaClient, 'clientShown'>,
  { staffId, role, agencyId }: Caller,
  found: readonly FoundClient[],
  { occasion, now }: { occasion: Occasion; now: number },
): Promise<void> {
  const clientIds = found.flatMap(({ client, own }) => (own ? [] : [client.id]));
  if (clientIds.length === 0) return;
  await prisma.clientShown.create({
    data: {
      ...{ id: randomUUID(), agencyId, staffId, occasion, clientIds, at: new Date(now) },
      actor: toJson({ staffId, role, agencyId }),
    },
  });
}
