import { randomUUID } from 'node:crypto';
import type { Writes } from '../../../contracts/reads.ts';
import { guarded } from './guarded.ts';
import type { PrismaClient } from '../generated/client.ts';

/** What the API writes by itself. */
export function createWrites(prisma: PrismaClient): Writes {
  return guarded<Writes>({
    async ensureClient(agencyId, client) {
      const { id } = await prisma.client.upsert({
        where: { agencyId_reference: { agencyId, reference: client.reference } },
        create: { id: randomUUID(), agencyId, ...client },
        update: {},
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
