import { randomUUID } from 'node:crypto';
import type { ClientTokens } from '../../search/postgres/client-tokens.ts';
import type { ClientRow } from '../../../kit/client-row.ts';
import type { Transaction } from '../../../kit/postgres/acts.ts';
import type { Prisma as PrismaHandle } from '../../../kit/postgres/client.ts';
import { toJson } from '../../../kit/postgres/event-rows.ts';
import { guarded } from '../../../kit/postgres/guarded.ts';

export type NewClient = Omit<ClientRow, 'id'> & { attributes?: Record<string, unknown> };
export type ClientStore = ReturnType<typeof createClientStore>;

/**
 * Who the clients are. The one place that writes it: with whoever is written goes, in the same transaction, by what they
 * are found.
 */
export function createClientStore(prisma: Pick<PrismaHandle, '$transaction'>, tokens: ClientTokens) {
  return guarded({
    /** Makes the client, or finds the one with that reference as it is. */
    ensureClient: (agencyId: string, client: NewClient): Promise<{ id: string; made: boolean }> =>
      prisma.$transaction((tx) => ensureClient(tx, tokens, agencyId, client)),

    /** What a newer referral says of somebody whom no enrollment is about yet: an earlier referral was refused. */
    renameUnseen: (
      clientId: string,
      client: Pick<ClientRow, 'givenName' | 'familyName' | 'birthDate'>,
    ): Promise<void> =>
      prisma.$transaction(async (tx) => {
        const unseen = { id: clientId, enrollments: { none: {} } };
        const { count } = await tx.client.updateMany({ where: unseen, data: client });
        if (count > 0) await tokens.renew(tx, [clientId]);
      }),
  });
}

async function ensureClient(
  tx: Transaction,
  tokens: ClientTokens,
  agencyId: string,
  { attributes, ...client }: NewClient,
): Promise<{ id: string; made: boolean }> {
  const id = randomUUID();
  // Not `upsert`: Prisma looks first and inserts then, so two referrals at once would collide.
  const { count } = await tx.client.createMany({
    data: [{ id, agencyId, ...client, ...(attributes && { attributes: toJson(attributes) }) }],
    skipDuplicates: true,
  });
  if (count > 0) {
    await tokens.renew(tx, [id]);
    return { id, made: true };
  }
  const kept = await tx.client.findUniqueOrThrow({
    where: { agencyId_reference: { agencyId, reference: client.reference } },
    select: { id: true },
  });
  return { id: kept.id, made: false };
}
