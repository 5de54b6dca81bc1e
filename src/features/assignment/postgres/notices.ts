import type { NotificationDraft } from '../../../engine/notifications/notification.ts';
import { assignmentSettingsKind } from '../settings.document.ts';
import type { PrismaClient } from '../../../kit/postgres/generated/client.ts';
import { deliveryColumns, notificationColumns } from '../../../kit/postgres/read-model-rows.ts';
import { guarded } from '../../../kit/postgres/guarded.ts';

export type AssignmentNotices = ReturnType<typeof createAssignmentNotices>;

/** Notices about the assignment queue, in the inbox and the outbox, each once however often. */
export function createAssignmentNotices(prisma: PrismaClient) {
  return guarded({
    /** Puts a notice about an enrollment into inbox and outbox, once; answers whether it was new. */
    async tell(agencyId: string, enrollmentId: string, draft: NotificationDraft): Promise<boolean> {
      const data = notificationColumns(enrollmentId, agencyId, draft);
      const [{ count }] = await prisma.$transaction([
        prisma.notification.createMany({ data, skipDuplicates: true }),
        prisma.delivery.createMany({ data: deliveryColumns(draft), skipDuplicates: true }),
      ]);
      return count > 0;
    },
  });
}

/** Agencies for which the system assigns when a deadline nears. */
export async function agenciesThatLetAssign(prisma: PrismaClient): Promise<string[]> {
  const rows = await prisma.$queryRaw<{ agencyId: string }[]>`
    SELECT agency_id AS "agencyId" FROM document
    WHERE kind = ${assignmentSettingsKind.kind} AND content ->> 'system' IS NOT NULL ORDER BY agency_id`;
  return rows.map(({ agencyId }) => agencyId);
}
