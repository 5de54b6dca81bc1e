import type { FileSeal } from '../../../kit/file-seal.ts';
import type { Prisma } from '../../../kit/postgres/client.ts';
import { SealError } from '../../../kit/seal.ts';
import { inTheRecord } from './part-store.ts';
import { createParts } from './parts.ts';

const atOnce = 100;

export type Checked = {
  files: number;
  /** Those that are not what was sent. */
  broken: string[];
  /** Those whose key is not at hand, with its name. */
  keyless: { id: string; keyId: string }[];
  /** How many are under a key that seals no new ones. */
  older: number;
};

/** Opens every file that is kept, part by part, and compares it with its hash. */
export async function checkAll(prisma: Prisma, seal: FileSeal, store = inTheRecord): Promise<Checked> {
  const { judge } = createParts(prisma, seal, { store });
  const checked: Checked = { files: 0, broken: [], keyless: [], older: 0 };
  for (let after: string | undefined; ;) {
    const some = await prisma.attachment.findMany({
      where: { keptAt: { not: null }, ...(after === undefined ? {} : { id: { gt: after } }) },
      orderBy: { id: 'asc' },
      take: atOnce,
    });
    for (const file of some) {
      const { id, keyId } = file;
      if (!seal.keyIds.includes(keyId)) {
        checked.keyless.push({ id, keyId });
        continue;
      }
      if (keyId !== seal.keyIds[0]) checked.older += 1;
      const found = await judge(file).catch((error: unknown) => {
        if (error instanceof SealError) return null;
        throw error;
      });
      if (found?.sha256 !== file.sha256) checked.broken.push(id);
    }
    checked.files += some.length;
    after = some.at(-1)?.id;
    if (some.length < atOnce) return checked;
  }
}
