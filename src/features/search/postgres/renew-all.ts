import type { PrismaClient } from '../../../kit/postgres/generated/client.ts';
import { createClientTokens } from './client-tokens.ts';
import type { TokenKeys } from './token-keys.ts';

/** In a transaction: some 40 tokens each, a second of waiting at most for who changes one of them. */
const atATime = 200;

const patience = { timeout: 60_000, maxWait: 10_000 };

/** How many clients there are, and how many cannot be found: without tokens, or with those of another key or way. */
export async function countUnfound(
  prisma: Pick<PrismaClient, '$queryRaw'>,
  { mark }: Pick<TokenKeys, 'mark'>,
): Promise<{ clients: number; unfound: number }> {
  const [row] = await prisma.$queryRaw<{ clients: number; unfound: number }[]>`
    SELECT count(*)::int AS clients, (count(*) FILTER (WHERE tokens_made IS DISTINCT FROM ${mark}))::int AS unfound
    FROM client`;
  return row ?? { clients: 0, unfound: 0 };
}

/**
 * Makes the tokens of all clients who lack them, or have those of another key. What it has done is done: stopped, it goes on
 * where it was; run again, it finds nothing to do.
 */
export async function renewUnfound(
  prisma: Pick<PrismaClient, '$transaction'>,
  keys: TokenKeys,
  progress: (made: number) => void = () => undefined,
): Promise<number> {
  const tokens = createClientTokens(keys);
  let after = '00000000-0000-0000-0000-000000000000';
  let made = 0;
  for (;;) {
    const ids = await prisma.$transaction(async (tx) => {
      const rows = await tx.$queryRaw<{ id: string }[]>`
        SELECT id::text FROM client WHERE id > ${after}::uuid AND tokens_made IS DISTINCT FROM ${keys.mark}
        ORDER BY id LIMIT ${atATime}`;
      const next = rows.map(({ id }) => id);
      if (next.length > 0) await tokens.renew(tx, next);
      return next;
    }, patience);
    const last = ids.at(-1);
    if (last === undefined) return made;
    after = last;
    made += ids.length;
    progress(made);
  }
}
