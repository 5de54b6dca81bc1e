import type { StaffNotice } from '../../../domain/staff/notices.ts';
import type { Prisma } from '../generated/client.ts';
import { deliveryColumns, notificationColumns } from '../read-model-rows.ts';

/** Puts notices about staff into the inbox and the outbox, each once however often; answers how many were new. */
export async function storeNotices(
  tx: Prisma.TransactionClient,
  agencyId: string,
  notices: readonly StaffNotice[],
): Promise<number> {
  const { count } = await tx.notification.createMany({
    data: notices.map(({ aboutStaffId, ...draft }) => ({
      ...notificationColumns(null, agencyId, draft),
      aboutStaffId,
    })),
    skipDuplicates: true,
  });
  await tx.delivery.createMany({ data: notices.flatMap(deliveryColumns), skipDuplicates: true });
  return count;
}
