import { createIdentityStore } from '../../src/features/identity/postgres/store.ts';
import { createClientTokens } from '../../src/features/search/postgres/client-tokens.ts';
import { createTokenKeys } from '../../src/features/search/postgres/token-keys.ts';
import type { Prisma } from '../../src/kit/postgres/client.ts';

/** Who the clients are, kept with what finds them under some key; where nobody is looked for, any will do. */
export function clientStore(prisma: Prisma, key: string = Buffer.alloc(32).toString('base64')) {
  return createIdentityStore(prisma, createClientTokens(createTokenKeys(key)));
}
