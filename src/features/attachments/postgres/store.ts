import { randomUUID } from 'node:crypto';
import type { FileSeal } from '../../../kit/file-seal.ts';
import { performAct, type Transaction } from '../../../kit/postgres/acts.ts';
import type { Prisma } from '../../../kit/postgres/client.ts';
import { guarded } from '../../../kit/postgres/guarded.ts';
import { actorOf } from '../../../kit/postgres/named-actors.ts';
import type { StaffFile } from '../../staff/file.ts';
import { staffFileKind } from '../../staff/staff-file.document.ts';
import { staffEntryOf } from '../attachment.ts';
import { createParts, type FileTerms } from './parts.ts';
import type { AttachmentRow, AttachmentStore, BeginAttachment } from './ports.ts';
import { rowsOf } from './rows.ts';

/** Files of clients and of staff in PostgreSQL: sealed part by part, beside the table of events. */
export function createAttachmentStore(prisma: Prisma, seal: FileSeal, terms?: FileTerms): AttachmentStore {
  const parts = createParts(prisma, seal, terms);

  return guarded<AttachmentStore>({
    begin: (request) =>
      performAct(prisma, request, {
        async find(tx) {
          const row = await tx.attachment.findFirst({ where: named(request) });
          return row && { by: actorOf(row.actor), fingerprint: row.fingerprint };
        },
        decide: async (tx) =>
          request.about === null || (await isOf(tx, request, request.about))
            ? { ok: true, plan: null }
            : {
                ok: false,
                refusal: 'enrollmentId' in request.of ? 'attachment-belongs-nowhere' : 'unknown-entry',
              },
        write: (tx) => begun(tx, request, seal),
        show: async (tx) => only(await rowsOf(tx, named(request))),
      }),

    async addPart(part) {
      const { agencyId, of, attachmentId: id } = part;
      const stored = await prisma.attachment.findFirst({ where: { id, agencyId, ...of } });
      if (!stored || actorOf(stored.actor).staffId !== part.staffId) return null;
      const refused = stored.keptAt === null ? await parts.take(stored, part) : null;
      if (refused) return refused;
      // Given up at the same moment.
      return (await rowsOf(prisma, { id }))[0] ?? null;
    },

    list: (agencyId, of) => rowsOf(prisma, { agencyId, ...of }),

    async open({ agencyId, of, attachmentId: id }) {
      const stored = await prisma.attachment.findFirst({
        where: { id, agencyId, ...of, keptAt: { not: null } },
      });
      if (!stored) return null;
      return { row: only(await rowsOf(prisma, { id })), bytes: await parts.opened(stored) };
    },

    async strike({ agencyId, of, attachmentId, reason, now, ...ask }) {
      const where = { id: attachmentId, agencyId, ...of };
      if (!(await prisma.attachment.findFirst({ where, select: { id: true } }))) return null;
      return performAct(prisma, ask, {
        async find(tx) {
          const row = await tx.attachmentStrike.findUnique({
            where: { attachmentId, commandId: ask.commandId },
          });
          return row && { by: actorOf(row.actor), fingerprint: row.fingerprint };
        },
        async decide(tx) {
          const { kept, struck } = only(await rowsOf(tx, where));
          if (!kept) return { ok: false, refusal: 'attachment-unfinished' };
          return struck ? { ok: false, refusal: 'attachment-struck' } : { ok: true, plan: null };
        },
        write: (tx) =>
          tx.attachmentStrike.create({
            data: {
              ...{ attachmentId, agencyId, reason, commandId: ask.commandId, fingerprint: ask.fingerprint },
              ...{ actor: ask.by, at: new Date(now) },
            },
          }),
        show: async (tx) => only(await rowsOf(tx, where)),
      });
    },
  });
}

/** One at most has it. */
const named = ({ of, commandId }: BeginAttachment) => ({ ...of, commandId });

/** Whether the enrollment has a document, or a step, of that id; or the staff file that entry. */
async function isOf(tx: Transaction, { by, of }: BeginAttachment, about: string): Promise<boolean> {
  if ('aboutStaffId' in of) return isOnFile(tx, { agencyId: by.agencyId, id: of.aboutStaffId }, about);
  const { enrollmentId } = of;
  const [row] = await tx.$queryRaw<{ known: boolean }[]>`
    SELECT EXISTS (SELECT FROM document WHERE id::text = ${about} AND enrollment_id = ${enrollmentId}::uuid)
      OR EXISTS (SELECT FROM event WHERE enrollment_id = ${enrollmentId}::uuid AND step_id = ${about}) AS known`;
  return row?.known ?? false;
}

async function isOnFile(
  tx: Transaction,
  staffFile: { agencyId: string; id: string },
  about: string,
): Promise<boolean> {
  const entry = staffEntryOf(about);
  if (!entry) return false;
  const file = await tx.document.findFirst({ where: { ...staffFile, kind: staffFileKind.kind } });
  // The file's kind has written its content.
  return file !== null && (file.content as unknown as StaffFile)[entry.list].length >= entry.place;
}

async function begun(
  tx: Transaction,
  { by, of, about, what, fileName, bytes, commandId, fingerprint, now }: BeginAttachment,
  seal: FileSeal,
): Promise<void> {
  const { agencyId } = by;
  const id = randomUUID();
  const { keyId, sealedKey } = seal.create({ agencyId, attachmentId: id }).stored;
  await tx.attachment.create({
    data: {
      ...{ id, agencyId, ...of, about, what, fileName, bytes, commandId, fingerprint, actor: by },
      ...{ begunAt: new Date(now), keyId, sealedKey: Uint8Array.from(sealedKey) },
    },
  });
}

function only(rows: AttachmentRow[]): AttachmentRow {
  const [row] = rows;
  if (!row) throw new Error('the attachment is gone');
  return row;
}
