import { createHash } from 'node:crypto';
import type { FileKey, FileSeal } from '../../../kit/file-seal.ts';
import type { Prisma } from '../../../kit/postgres/client.ts';
import { SealError } from '../../../kit/seal.ts';
import { classifyFailure } from '../../../kit/postgres/failures.ts';
import type { Attachment } from '../../../kit/postgres/generated/client.ts';
import { type AttachmentRefusal, type MediaType, partLength, partsOf } from '../attachment.ts';
import { judgingKind } from './kind-of.ts';
import { createPartStore, type FileStore, inTheRecord } from './part-store.ts';
import type { AttachmentPart } from './ports.ts';

export type FileTerms = {
  /** Whether a virus scanner looks at a file before anybody opens it. */
  scans?: boolean;
  /** Where parts lie; left out, in the record. */
  store?: FileStore;
};

/** The parts of files, sealed and opened. */
export function createParts(
  prisma: Prisma,
  seal: FileSeal,
  { scans = false, store = inTheRecord }: FileTerms = {},
) {
  const lying = createPartStore(prisma, store);
  const keyOf = ({ id, agencyId, keyId, sealedKey }: Attachment): FileKey =>
    seal.open({ keyId, sealedKey }, { agencyId, attachmentId: id });

  async function read(
    file: Attachment,
    number: number,
    { key = keyOf(file), lies }: { key?: FileKey; lies?: Uint8Array | null } = {},
  ): Promise<Buffer> {
    const sealed = lies ?? (await lying.get({ attachmentId: file.id, number }));
    if (!sealed) throw new SealError('a part of the file is gone');
    return key.open(sealed, { number, of: partsOf(file.bytes) });
  }

  /** From its first byte to its last, as they are asked for. Ends with a SealError where it was changed. */
  async function* inOrder(file: Attachment, first: Uint8Array | null = null): AsyncGenerator<Buffer> {
    const key = keyOf(file);
    for (let number = 0; number < partsOf(file.bytes); number += 1)
      yield await read(file, number, { key, lies: number === 0 ? first : null });
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

    /** The same, where its beginning is at hand: whoever is being read to can be told nothing else any more. */
    async opened(file: Attachment): Promise<AsyncIterable<Buffer>> {
      return inOrder(file, await lying.get({ attachmentId: file.id, number: 0 }));
    },

    /** Puts a part where it belongs; with the last one the file is kept. Null, or why not. */
    async take(file: Attachment, { number, bytes, now }: AttachmentPart): Promise<AttachmentRefusal | null> {
      const of = partsOf(file.bytes);
      if (number >= of || bytes.length !== partLength(file.bytes, number)) return 'attachment-part-unfit';
      if (number === 0 && !(await judgingKind().takes(bytes))) return giveUp(file);
      const sealed = Uint8Array.from(keyOf(file).seal(bytes, { number, of }));
      const put = await lying.put({ attachmentId: file.id, number }, sealed).catch((error: unknown) => {
        // Its copy came first, and with it the file was kept, or given up.
        if (overMeanwhile.has(classifyFailure(error).code)) return null;
        throw error;
      });
      if (put === null) return null;
      if (!put && !(await read(file, number)).equals(bytes)) return 'attachment-part-unfit';
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
