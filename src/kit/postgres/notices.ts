import type { NotificationDraft } from '../../engine/notifications/notification.ts';
import type { Prisma } from './generated/client.ts';
import { deliveryColumns, notificationColumns } from './read-model-rows.ts';

/** Puts notices about staff, their rota or a client's enrollment into the inbox and the outbox, each once however often; answers how many were new. */
export async function storeNotices(
  tx: Prisma.TransactionClient,
  agencyId: string,
  notices: readonly (NotificationDraft & { aboutStaffId: string | null; enrollmentId?: string | null })[],
): Promise<number> {
  const { count } = await tx.notification.createMany({
    data: notices.map(({ aboutStaffId, enrollmentId = null, ...draft }) => ({
      ...notificationColumns(enrollmentId, agencyId, draft),
      aboutStaffId,
    })),
    skipDuplicates: true,
  });
  await tx.delivery.createMany({ data: notices.flatMap(deliveryColumns), skipDuplicates: true });
  return count;
}
