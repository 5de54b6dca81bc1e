import { identityFollower } from '../features/identity/postgres/keep.ts';
import { staffFileFollower } from '../features/staff/postgres/file-follows.ts';
import type { ClientTokens } from '../features/search/postgres/client-tokens.ts';
import { createDocumentStore } from '../kit/postgres/documents/store.ts';
import type { Prisma } from '../kit/postgres/client.ts';

/** The store of documents, with what acts on some kinds of them bring with them. */
export function createDocuments(prisma: Prisma, tokens: ClientTokens) {
  return createDocumentStore(prisma, [staffFileFollower, identityFollower(tokens)]);
}
