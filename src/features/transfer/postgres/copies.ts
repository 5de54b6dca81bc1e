import { v5 as uuidV5 } from 'uuid';
import { singleDocumentId } from '../../../kit/document-ids.ts';
import type { AcceptedTransfer } from './ports.ts';
import { judgeIn, writeRows } from '../../disclosures/postgres/let-go.ts';
import { transferDisclosure } from '../offer.ts';
import { householdKind } from '../../household/household.document.ts';
import { contactInformationKind } from '../../team/contact-information.document.ts';
import { planKind } from '../../plans/plan.document.ts';
import type { CarriedDocument } from '../../../engine/record/steps/transfer.ts';
import type { TransferableDocument } from '../transfer.ts';
import type { Prisma as PrismaHandle } from '../../../kit/postgres/client.ts';
import { toJson } from '../../../kit/postgres/event-rows.ts';
import type { Document, Prisma } from '../../../kit/postgres/generated/client.ts';

const kindOf: Record<TransferableDocument, string> = {
  plan: planKind.kind,
  household: householdKind.kind,
  'contact-information': contactInformationKind.kind,
};

/**
 * Copies what is to go over into the receiving agency's new enrollment, each document once, as it stands when it is first
 * asked for; the originals stay where they are. Of plans all that are complete: what is still being written is no plan yet.
 */
export async function copyDocuments(
  prisma: PrismaHandle,
  transfer: AcceptedTransfer,
  at: number,
): Promise<CarriedDocument[]> {
  const { id, fromAgencyId, fromEnrollmentId, carries } = transfer;
  const kinds = carries.map((one) => kindOf[one]);
  const originals = await prisma.document.findMany({
    where: {
      ...{ agencyId: fromAgencyId, enrollmentId: fromEnrollmentId, kind: { in: kinds } },
      state: { in: ['complete', 'current'] },
    },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  for (const original of originals) await prisma.$transaction((tx) => copy(tx, transfer, original, at));
  const copies = await prisma.documentOrigin.findMany({
    where: { transferId: id },
    include: { document: true },
  });
  return copies
    .map(({ documentId, originId, originHash, document: { kind, hash } }) => {
      return { kind, document: documentId, hash, origin: originId, originHash };
    })
    .toSorted((a, b) => (a.document < b.document ? -1 : 1));
}

async function copy(
  tx: Prisma.TransactionClient,
  transfer: AcceptedTransfer,
  original: Document,
  at: number,
): Promise<void> {
  const { id: transferId, toAgencyId, toEnrollmentId, answeredBy } = transfer;
  const { kind, state, hash } = original;
  const place = { agencyId: toAgencyId, enrollmentId: toEnrollmentId, kind };
  const documentId =
    kind === planKind.kind ? uuidV5(`copy/${original.id}`, transferId) : singleDocumentId(place);
  const now = new Date(at);
  const content = toJson(original.content);
  const { count } = await tx.document.createMany({
    data: [
      {
        ...{ id: documentId, ...place, revision: 1, state, content, hash },
        ...{ createdAt: now, createdBy: toJson(answeredBy), updatedAt: now, updatedBy: toJson(answeredBy) },
      },
    ],
    skipDuplicates: true,
  });
  // Copied before; or written there already by somebody of the receiving agency, who is not written over.
  if (count === 0) return;
  await letGo(tx, transfer, original, at);
  const named = { commandId: `transfer.${transferId}`, fingerprint: `transfer.${transferId}` };
  await tx.documentRevision.create({
    data: {
      ...{ documentId, revision: 1, act: 'takeOver', state, content, hash, reason: null },
      ...{ actor: toJson(answeredBy), occurredAt: now, recordedAt: now, ...named },
    },
  });
  await tx.documentOrigin.create({
    data: {
      ...{ documentId, transferId, originId: original.id },
      ...{ originRevision: original.revision, originHash: hash },
    },
  });
}

/**
 * The gate, once more, in the transaction in which the copy leaves: what the client took back a moment ago stays, and the
 * worker finds the refusal when it asks again.
 */
async function letGo(
  tx: Prisma.TransactionClient,
  { id, toAgencyId, fromEnrollmentId, offeredBy, release, carries }: AcceptedTransfer,
  original: Document,
  at: number,
): Promise<void> {
  const item = {
    ...{ what: original.kind, id: original.id, revision: original.revision, hash: original.hash },
  };
  const leaving = transferDisclosure({ toAgency: toAgencyId, carries }, [item]);
  const request = { by: offeredBy, enrollmentId: fromEnrollmentId, leaving, ground: { release }, now: at };
  const judged = await judgeIn(tx, request);
  if (!judged.ok) throw new Error(`a document may not leave any more: ${judged.refusal}`);
  await writeRows(tx, [{ ...request, id: `transfer/${id}/${original.id}`, row: judged.plan }]);
}
