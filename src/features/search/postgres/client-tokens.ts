import type { Transaction } from '../../../kit/postgres/acts.ts';
import { type Identity, ownSystem } from '../../identity/identity.ts';
import { type Searchable, tokensOf } from '../tokens.ts';
import type { TokenKeys } from './token-keys.ts';

export type Found = Searchable & { id: string; agencyId: string; reference: string };

/** Makes what clients are found by. Whoever writes a client calls it in the same transaction. */
export type ClientTokens = {
  /** Makes anew the tokens of these clients, of what is on record of them now. */
  renew(tx: Transaction, clientIds: readonly string[]): Promise<void>;
};

export function createClientTokens({ mark, hashFor }: TokenKeys): ClientTokens {
  return {
    async renew(tx, clientIds) {
      const ids = [...clientIds];
      // Two who change the same client take turns: the later one's tokens stay.
      await tx.$queryRaw`SELECT id::text FROM client WHERE id = ANY(${ids}::uuid[]) ORDER BY id FOR UPDATE`;
      const rows = (await foundOf(tx, ids)).flatMap((client) => {
        const hash = hashFor(client.agencyId);
        return tokensOf(client).map((token) => ({ ...client, token: hash(token) }));
      });
      await tx.$executeRaw`DELETE FROM client_token WHERE client_id = ANY(${ids}::uuid[])`;
      await tx.$executeRaw`INSERT INTO client_token (agency_id, token, client_id)
        SELECT * FROM unnest(${rows.map(({ agencyId }) => agencyId)}::uuid[], ${rows.map(({ token }) => token)}::bigint[],
          ${rows.map(({ id }) => id)}::uuid[]) ON CONFLICT DO NOTHING`;
      await tx.$executeRaw`UPDATE client SET tokens_made = ${mark} WHERE id = ANY(${ids}::uuid[])`;
    },
  };
}

/** All by which these clients may be found, as the newest revision of who they are says: whatever they are or were called. */
export async function foundOf(
  tx: Pick<Transaction, 'client' | 'document'>,
  ids: readonly string[],
): Promise<Found[]> {
  if (ids.length === 0) return [];
  const where = { id: { in: [...ids] } };
  const select = { id: true, agencyId: true, reference: true };
  const [clients, documents] = await Promise.all([
    tx.client.findMany({ where, select }),
    tx.document.findMany({ where, select: { id: true, content: true } }),
  ]);
  const identities = new Map(documents.map(({ id, content }) => [id, content as unknown as Identity]));
  return clients.flatMap((client) => {
    const identity = identities.get(client.id);
    return identity ? [{ ...client, ...searchableOf(identity) }] : [];
  });
}

function searchableOf({ name, birthDate, identifier, telecom }: Identity): Searchable {
  return {
    names: name.map(({ given = '', family = '', text = '' }) => ({ given: `${given} ${text}`, family })),
    birthDates: birthDate === null ? [] : [birthDate],
    references: identifier.map(({ value }) => value),
    own: identifier.filter(({ system }) => system === ownSystem).map(({ value }) => value),
    phones: telecom.map(({ value }) => value),
  };
}
