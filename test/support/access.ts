import { randomUUID } from 'node:crypto';
import type { Prisma } from '../../src/kit/postgres/client.ts';
import { hashToken } from '../../src/kit/token.ts';

/** Somebody can sign in from now on, and without end: who cannot is given nothing to do. Answers the token. */
export async function giveAccess(prisma: Pick<Prisma, 'accessToken'>, staffId: string): Promise<string> {
  const token = `tl_${randomUUID()}`;
  const expiresAt = new Date('9999-01-01T00:00:00Z');
  await prisma.accessToken.create({ data: { hash: hashToken(token), staffId, expiresAt } });
  return token;
}
