import { randomUUID } from 'node:crypto';
import type { Writes } from '../../../contracts/reads.ts';
import { recordWrites } from './record.ts';
import { reportWrites } from './reports.ts';
import { guarded } from './guarded.ts';
import type { PrismaClient } from '../generated/client.ts';

/** What the API writes by itself. */
export function createWrites(prisma: PrismaClient): Writes {
  return guarded<Writes>({
    ...recordWrites(prisma),
    ...reportWrites(prisma),

    async ensureClient(agencyId, client) {
      // Not `upsert`: Prisma looks first and inserts then, so two referrals at once would collide.
      await prisma.client.createMany({
        data: [{ id: randomUUID(), agencyId, ...client }],
        skipDuplicates: true,
      });
      const { id } = await prisma.client.findUniqueOrThrow({
        where: { agencyId_reference: { agencyId, reference: client.reference } },
        select: { id: true },
      });
      return id;
    },

    async updateClient(clientId, client) {
      await prisma.client.update({ where: { id: clientId }, data: client });
    },

    async markRead(notificationId, staffId, at) {
      await prisma.notification.updateMany({
        where: { id: notificationId, readAt: null },
        data: { readAt: new Date(at), readBy: staffId },
      });
    },
  });
}
