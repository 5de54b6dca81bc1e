import type { DocumentAsk } from '../../../kit/documents.ts';
import { type StaffFileAct, staffFileKind } from '../staff-file.document.ts';
import { hireNotice } from '../notices.ts';
import type { Prisma } from '../../../kit/postgres/generated/client.ts';
import { keepFitness } from './fitness.ts';
import { storeNotices } from '../../../kit/postgres/notices.ts';
import { hoursOf, termsColumns, termsIn } from './terms.ts';

/**
 * What an act that was written brings with it, in its own transaction, where it is one on a staff file: until when its
 * person may take clients (ST-2), and the notice of a hire that goes out with it (ST-3).
 */
export async function followStaffFile(
  tx: Prisma.TransactionClient,
  { documentId, by, now, kind, act }: DocumentAsk & { kind: { kind: string }; act: { type: string } },
): Promise<void> {
  if (kind.kind !== staffFileKind.kind) return;
  await keepFitness(tx, by.agencyId, documentId);
  // The name of the kind says whose act it is.
  const asked = act as StaffFileAct;
  if (asked.type !== 'send-notice' || !asked.byMail) return;
  const agency = await tx.agency.findUniqueOrThrow({ where: { id: by.agencyId }, select: termsColumns });
  const hours = await hoursOf(tx, termsIn(agency));
  await storeNotices(tx, by.agencyId, [hireNotice(documentId, hours, now)]);
}
