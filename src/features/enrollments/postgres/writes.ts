import { randomUUID } from 'node:crypto';
import type { ClientRow } from '../../../kit/client-row.ts';
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

    /** Makes the client, or finds the one with that reference as it is; answers its id. */
    async ensureClient(agencyId: string, client: Omit<ClientRow, 'id'>): Promise<string> {
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

    /** What a newer referral says of somebody whom no enrollment is about yet: an earlier referral was refused. */
    async renameUnseen(
      clientId: string,
      client: Pick<ClientRow, 'givenName' | 'familyName' | 'birthDate'>,
    ): Promise<void> {
      await prisma.client.updateMany({ where: { id: clientId, enrollments: { none: {} } }, data: client });
    },

    /** Keeps the first reading. */
    async markRead(notificationId: string, staffId: string, at: number): Promise<void> {
      await prisma.notification.updateMany({
        where: { id: notificationId, readAt: null },
        data: { readAt: new Date(at), readBy: staffId },
      });
    },
  });
}
