import type { FileSeal } from '../../../kit/file-seal.ts';
import type { Prisma } from '../../../kit/postgres/client.ts';
import { guarded } from '../../../kit/postgres/guarded.ts';
import { createParts } from './parts.ts';
import type { ScanStore } from './ports.ts';

/** What waits for the scanner, in PostgreSQL. */
export function createScanStore(prisma: Prisma, seal: FileSeal): ScanStore {
  const { inOrder } = createParts(prisma, seal);
  return guarded<ScanStore>({
    async unscanned(limit) {
      const rows = await prisma.attachmentScan.findMany({
        where: { state: 'waiting' },
        orderBy: { askedAt: 'asc' },
        take: limit,
        include: { attachment: true },
      });
      return rows.map(({ attachment }) => ({ id: attachment.id, bytes: inOrder(attachment) }));
    },
    async answered(id, state, now) {
      // Two workers may have asked about one file: the first answer stays.
      await prisma.attachmentScan.updateMany({
        where: { attachmentId: id, state: 'waiting' },
        data: { state, answeredAt: new Date(now) },
      });
    },
  });
}
