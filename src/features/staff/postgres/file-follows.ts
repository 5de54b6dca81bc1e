import type { DocumentAsk } from '../../../kit/documents.ts';
import { type StaffFileAct, staffFileKind } from '../staff-file.document.ts';
import { hireNotice } from '../notices.ts';
import type { Follower } from '../../../kit/postgres/documents/store.ts';
import type { Prisma } from '../../../kit/postgres/generated/client.ts';
import { keepFitness } from './fitness.ts';
import { storeNotices } from '../../../kit/postgres/notices.ts';
import { hoursOf, termsColumns, termsIn } from './terms.ts';

export const staffFileFollower: Follower = { kind: staffFileKind.kind, follow: followStaffFile };

/**
 * What an act that was written brings with it, in its own transaction: until when its person may take clients (ST-2), and the
 * notice of a hire that goes out with it (ST-3).
 */
async function followStaffFile(
  tx: Prisma.TransactionClient,
  { documentId, by, now, act }: DocumentAsk & { act: { type: string } },
): Promise<void> {
  await keepFitness(tx, by.agencyId, documentId);
  // The store asks for the kind that the follower names.
  const asked = act as StaffFileAct;
  if (asked.type !== 'send-notice' || !asked.byMail) return;
  const agency = await tx.agency.findUniqueOrThrow({ where: { id: by.agencyId }, select: termsColumns });
  const hours = await hoursOf(tx, termsIn(agency));
  await storeNotices(tx, by.agencyId, [hireNotice(documentId, hours, now)]);
}
