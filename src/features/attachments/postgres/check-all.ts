import type { FileSeal } from '../../../kit/file-seal.ts';
import type { Prisma } from '../../../kit/postgres/client.ts';
import { SealError } from '../../../kit/seal.ts';
import { createParts } from './parts.ts';

const atOnce = 100;

/** Opens every file that is kept, part by part, and compares it with its hash. Answers how many there are, and which do not open. */
export async function checkAll(prisma: Prisma, seal: FileSeal): Promise<{ files: number; broken: string[] }> {
  const { judge } = createParts(prisma, seal);
  const broken: string[] = [];
  let files = 0;
  for (let after: string | undefined; ;) {
    const some = await prisma.attachment.findMany({
      where: { keptAt: { not: null }, ...(after === undefined ? {} : { id: { gt: after } }) },
      orderBy: { id: 'asc' },
      take: atOnce,
    });
    for (const file of some) {
      const found = await judge(file).catch((error: unknown) => {
        if (error instanceof SealError) return null;
        throw error;
      });
      if (found?.sha256 !== file.sha256) broken.push(file.id);
    }
    files += some.length;
    after = some.at(-1)?.id;
    if (some.length < atOnce) return { files, broken };
  }
}
