import { randomUUID } from 'node:crypto';
import type { FileSeal } from '../../../kit/file-seal.ts';
import { performAct, type Transaction } from '../../../kit/postgres/acts.ts';
import type { Prisma } from '../../../kit/postgres/client.ts';
import { guarded } from '../../../kit/postgres/guarded.ts';
import { actorOf } from '../../../kit/postgres/named-actors.ts';
import { createParts, type FileTerms } from './parts.ts';
import type { AttachmentRow, AttachmentStore, BeginAttachment } from './ports.ts';
import { rowsOf } from './rows.ts';

/** Clients' files in PostgreSQL: sealed part by part, beside the table of events. */
export function createAttachmentStore(prisma: Prisma, seal: FileSeal, terms?: FileTerms): AttachmentStore {
  const parts = createParts(prisma, seal, terms);

  return guarded<AttachmentStore>({
    begin: (request) =>
      performAct(prisma, request, {
        async find(tx) {
          const row = await tx.attachment.findUnique({ where: named(request) });
          return row && { by: actorOf(row.actor), fingerprint: row.fingerprint };
        },
        decide: async (tx) =>
          request.about === null || (await isOf(tx, request.enrollmentId, request.about))
            ? { ok: true, plan: null }
            : { ok: false, refusal: 'attachment-belongs-nowhere' },
        write: (tx) => begun(tx, request, seal),
        show: async (tx) => only(await rowsOf(tx, named(request).enrollmentId_commandId)),
      }),

    async addPart(part) {
      const { agencyId, enrollmentId, attachmentId: id } = part;
      const stored = await prisma.attachment.findFirst({ where: { id, agencyId, enrollmentId } });
      if (!stored || actorOf(stored.actor).staffId !== part.staffId) return null;
      const refused = stored.keptAt === null ? await parts.take(stored, part) : null;
      if (refused) return refused;
      // Given up at the same moment.
      return (await rowsOf(prisma, { id }))[0] ?? null;
    },

    list: (agencyId, enrollmentId) => rowsOf(prisma, { agencyId, enrollmentId }),

    async open({ agencyId, enrollmentId, attachmentId: id }) {
      const stored = await prisma.attachment.findFirst({
        where: { id, agencyId, enrollmentId, keptAt: { not: null } },
      });
      if (!stored) return null;
      return { row: only(await rowsOf(prisma, { id })), bytes: await parts.opened(stored) };
    },

    async strike({ agencyId, enrollmentId, attachmentId, reason, now, ...ask }) {
      const where = { id: attachmentId, agencyId, enrollmentId };
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

const named = ({ enrollmentId, commandId }: BeginAttachment) => ({
  enrollmentId_commandId: { enrollmentId, commandId },
});

/** Whether the enrollment has a document, or a step, of that id. */
async function isOf(tx: Transaction, enrollmentId: string, about: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ known: boolean }[]>`
    SELECT EXISTS (SELECT FROM document WHERE id::text = ${about} AND enrollment_id = ${enrollmentId}::uuid)
      OR EXISTS (SELECT FROM event WHERE enrollment_id = ${enrollmentId}::uuid AND step_id = ${about}) AS known`;
  return row?.known ?? false;
}

async function begun(
  tx: Transaction,
  { by, enrollmentId, about, what, fileName, bytes, commandId, fingerprint, now }: BeginAttachment,
  seal: FileSeal,
): Promise<void> {
  const { agencyId } = by;
  const id = randomUUID();
  const { keyId, sealedKey } = seal.create({ agencyId, attachmentId: id }).stored;
  await tx.attachment.create({
    data: {
      ...{ id, agencyId, enrollmentId, about, what, fileName, bytes, commandId, fingerprint, actor: by },
      ...{ begunAt: new Date(now), keyId, sealedKey: Uint8Array.from(sealedKey) },
    },
  });
}

function only(rows: AttachmentRow[]): AttachmentRow {
  const [row] = rows;
  if (!row) throw new Error('the attachment is gone');
  return row;
}
