import { randomUUID } from 'node:crypto';
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

/** These clients as the caller may see them, in this order. Whoever is shown to a stranger is on record before it answers. */
export async function showing(
  prisma: Pick<PrismaClient, '$queryRaw' | 'client' | 'clientShown'>,
  caller: Caller,
  hits: readonly Hit[],
  { occasion, now }: { occasion: Occasion; now: number },
): Promise<FoundClient[]> {
  const { staffId, role, agencyId } = caller;
  const ids = hits.map(({ id }) => id);
  if (ids.length === 0) return [];
  const [rows, enrollments] = await Promise.all([
    prisma.client.findMany({ where: { id: { in: ids }, agencyId }, ...clientColumns }),
    enrollmentsOf(prisma, caller, ids, now),
  ]);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const found = hits.flatMap(({ id, matched }) => {
    const client = byId.get(id);
    const theirs = enrollments.get(id) ?? [];
    const own = reachOf(role) === 'agency' || theirs.some(({ why }) => why !== null);
    return client ? [{ client, own, matched, enrollments: theirs }] : [];
  });
  const clientIds = found.flatMap(({ client, own }) => (own ? [] : [client.id]));
  if (clientIds.length > 0)
    await prisma.clientShown.create({
      data: {
        ...{ id: randomUUID(), agencyId, staffId, occasion, clientIds, at: new Date(now) },
        actor: toJson({ staffId, role, agencyId }),
      },
    });
  return found;
}
