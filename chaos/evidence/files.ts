import { checkAll } from '../../src/features/attachments/postgres/check-all.ts';
import { createFileSeal } from '../../src/kit/file-seal.ts';
import { createPrisma } from '../../src/kit/postgres/client.ts';
import type { StoredFile } from '../check/evidence.ts';

/** Every file that is there, whole or not, each opened to its last byte with the key that the processes have. */
export async function readFiles(url: string, secret: string): Promise<StoredFile[]> {
  const prisma = createPrisma(url, { statementTimeoutMs: 60_000 });
  try {
    const { broken, keyless } = await checkAll(prisma, createFileSeal(secret));
    const shut = new Set([...broken, ...keyless.map(({ id }) => id)]);
    const rows = await prisma.attachment.findMany({ include: { _count: { select: { parts: true } } } });
    return rows.map(({ id, bytes, sha256, keptAt, _count: { parts } }) => ({
      ...{ id, bytes, sha256, parts, kept: keptAt !== null, opens: keptAt !== null && !shut.has(id) },
    }));
  } finally {
    await prisma.$disconnect();
  }
}
