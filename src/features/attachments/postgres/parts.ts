import { createHash } from 'node:crypto';
import type { FileKey, FileSeal } from '../../../kit/file-seal.ts';
import type { Prisma } from '../../../kit/postgres/client.ts';
import { SealError } from '../../../kit/seal.ts';
import { classifyFailure } from '../../../kit/postgres/failures.ts';
import type { Attachment } from '../../../kit/postgres/generated/client.ts';
import { type AttachmentRefusal, type MediaType, partLength, partsOf } from '../attachment.ts';
import { judgingKind } from './kind-of.ts';
import type { AttachmentPart } from './ports.ts';

export type FileTerms = {
  /** Whether a virus scanner looks at a file before anybody opens it. */
  scans: boolean;
};

/** The parts of files as they lie in PostgreSQL. */
export function createParts(prisma: Prisma, seal: FileSeal, { scans }: FileTerms = { scans: false }) {
  const keyOf = ({ id, agencyId, keyId, sealedKey }: Attachment): FileKey =>
    seal.open({ keyId, sealedKey }, { agencyId, attachmentId: id });

  async function read(file: Attachment, number: number, key = keyOf(file)): Promise<Buffer> {
    const part = await prisma.attachmentPart.findUnique({
      where: { attachmentId_number: { attachmentId: file.id, number } },
    });
    if (!part) throw new SealError('a part of the file is gone');
    return key.open(part.sealed, { number, of: partsOf(file.bytes) });
  }

  /** From its first byte to its last, as they are asked for. Ends with a SealError where it was changed. */
  async function* inOrder(file: Attachment): AsyncGenerator<Buffer> {
    const key = keyOf(file);
    for (let number = 0; number < partsOf(file.bytes); number += 1) yield await read(file, number, key);
  }

  /** Nothing of it stays. */
  async function giveUp({ id }: Attachment): Promise<AttachmentRefusal> {
    await prisma.attachment.deleteMany({ where: { id, keptAt: null } });
    return 'attachment-kind-unfit';
  }

  /** Its kind and hash, read part by part once all are there; null: of no kind that is kept. */
  async function judge(file: Attachment): Promise<{ mediaType: MediaType; sha256: string } | null> {
    const kind = judgingKind();
    const hash = createHash('sha256');
    for await (const bytes of inOrder(file)) {
      if (!(await kind.takes(bytes))) return null;
      hash.update(bytes);
    }
    const mediaType = kind.ends();
    return mediaType && { mediaType, sha256: hash.digest('hex') };
  }

  return {
    inOrder,
    judge,

    /** Puts a part where it belongs; with the last one the file is kept. Null, or why not. */
    async take(file: Attachment, { number, bytes, now }: AttachmentPart): Promise<AttachmentRefusal | null> {
      const of = partsOf(file.bytes);
      if (number >= of || bytes.length !== partLength(file.bytes, number)) return 'attachment-part-unfit';
      if (number === 0 && !(await judgingKind().takes(bytes))) return giveUp(file);
      const sealed = Uint8Array.from(keyOf(file).seal(bytes, { number, of }));
      const data = { attachmentId: file.id, number, sealed };
      const count = await prisma.attachmentPart.createMany({ data, skipDuplicates: true }).then(
        (made) => made.count,
        (error: unknown) => {
          // Its copy came first, and with it the file was kept, or given up.
          if (overMeanwhile.has(classifyFailure(error).code)) return null;
          throw error;
        },
      );
      if (count === null) return null;
      if (count === 0 && !(await read(file, number)).equals(bytes)) return 'attachment-part-unfit';
      if ((await prisma.attachmentPart.count({ where: { attachmentId: file.id } })) < of) return null;
      const judged = await judge(file);
      if (!judged) return giveUp(file);
      const keptAt = new Date(now);
      await prisma.$transaction(async (tx) => {
        const { count: kept } = await tx.attachment.updateMany({
          where: { id: file.id, keptAt: null },
          data: { ...judged, keptAt },
        });
        if (kept === 0 || !scans) return;
        const asked = { attachmentId: file.id, agencyId: file.agencyId, state: 'waiting', askedAt: keptAt };
        await tx.attachmentScan.create({ data: asked });
      });
      return null;
    },
  };
}

/** What PostgreSQL says of a part of a file that is kept, and of one that is not there. */
const overMeanwhile = new Set(['23001', '23503']);
