import { randomUUID } from 'node:crypto';
import type { Writes } from '../../../kit/reads.ts';
import { recordWrites } from '../../notes/postgres/reads.ts';
import { reportWrites } from '../../numbers/postgres/reports.ts';
import { guarded } from '../../../kit/postgres/guarded.ts';
import type { PrismaClient } from '../../../kit/postgres/generated/client.ts';

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
