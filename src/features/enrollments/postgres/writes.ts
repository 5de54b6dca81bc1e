import { recordWrites } from '../../notes/postgres/reads.ts';
import { reportWrites } from '../../numbers/postgres/reports.ts';
import { guarded } from '../../../kit/postgres/guarded.ts';
import type { PrismaClient } from '../../../kit/postgres/generated/client.ts';

export type Writes = ReturnType<typeof createWrites>;

/** The few things the API itself writes; everything else is written by the enrollments. */
export function createWrites(prisma: PrismaClient) {
  return guarded({
    ...recordWrites(prisma),
    ...reportWrites(prisma),

    /** Keeps the first reading. */
    async markRead(notificationId: string, staffId: string, at: number): Promise<void> {
      await prisma.notification.updateMany({
        where: { id: notificationId, readAt: null },
        data: { readAt: new Date(at), readBy: staffId },
      });
    },
  });
}
