import type { Instant } from '../../../engine/calendar/index.ts';
import { markOf } from '../../../engine/notifications/mark.ts';
import type { NotificationDraft } from '../../../engine/notifications/notification.ts';
import type { FileSeal } from '../../../kit/file-seal.ts';
import type { Prisma } from '../../../kit/postgres/client.ts';
import { guarded } from '../../../kit/postgres/guarded.ts';
import { storeNotices } from '../../../kit/postgres/notices.ts';
import type { FileStore } from './part-store.ts';
import { createParts } from './parts.ts';
import type { ScanStore } from './ports.ts';

/** What waits for the scanner, in PostgreSQL. */
export function createScanStore(prisma: Prisma, seal: FileSeal, store?: FileStore): ScanStore {
  const { inOrder } = createParts(prisma, seal, { ...(store && { store }) });
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
      await prisma.$transaction(async (tx) => {
        // Two workers may have asked about one file: the first answer stays.
        const { count } = await tx.attachmentScan.updateMany({
          where: { attachmentId: id, state: 'waiting' },
          data: { state, answeredAt: new Date(now) },
        });
        if (count === 0 || state !== 'found') return;
        const { agencyId, enrollmentId, aboutStaffId } = await tx.attachment.findUniqueOrThrow({
          where: { id },
        });
        const notice = infectedNotice({ of: enrollmentId ?? aboutStaffId ?? '', attachmentId: id, at: now });
        await storeNotices(tx, agencyId, [{ ...notice, enrollmentId, aboutStaffId }]);
      });
    },
  });
}

/** What the privacy officer is told when the scanner finds something: once a file, at once, by mail as well. */
function infectedNotice(found: { of: string; attachmentId: string; at: Instant }): NotificationDraft {
  return {
    id: `${found.of}/infected-${markOf(found.attachmentId)}/1`,
    ...{ kind: 'file-infected', audience: 'privacy-officer', staffId: null },
    ...{ obligation: null, duty: null, due: null },
    raisedAt: found.at,
    deliveries: [{ channel: 'mail', notBefore: found.at }],
  };
}
