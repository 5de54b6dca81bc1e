import { randomUUID } from 'node:crypto';
import { hashToken } from '../../src/kit/token.ts';
import type { Prisma } from '../../src/kit/postgres/client.ts';

/** A coordinator who works here by now, and has nothing to do with anybody yet; answers their token. */
export async function newHire(prisma: Prisma, agencyId: string): Promise<string> {
  const [staffId, token] = [randomUUID(), `tl_${randomUUID()}`];
  const stranger = { name: 'Stranger', email: `${staffId}@new.example.org`, role: 'coordinator' };
  await prisma.staff.create({ data: { id: staffId, agencyId, ...stranger } });
  const expiresAt = new Date(Date.now() + 86_400_000);
  await prisma.accessToken.create({ data: { hash: hashToken(token), staffId, expiresAt } });
  return token;
}
