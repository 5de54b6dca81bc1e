import { createHash } from 'node:crypto';
import { createS3, type ObjectStore, ObjectStoreError } from '../../../kit/objects/s3.ts';
import type { FileStoreSettings } from '../../../kit/objects/settings.ts';
import type { Prisma } from '../../../kit/postgres/client.ts';

/** Which part it is: of which file, and at which place. */
export type PartId = { attachmentId: string; number: number };

/** Where sealed parts lie. The rows are in PostgreSQL in any case. */
export type PartStore = {
  /** False: there is such a part already, and it stays. */
  put(part: PartId, sealed: Uint8Array<ArrayBuffer>): Promise<boolean>;
  /** Null where it is gone. */
  get(part: PartId): Promise<Uint8Array | null>;
  /** Brings what lies elsewhere to where new ones go, as it is. */
  bring(stopped: () => boolean): Promise<void>;
};

/** Where parts are put, and the objects among which some are. */
export type FileStore = { into: FileStoreSettings['into']; objects: ObjectStore | null };

export const inTheRecord: FileStore = { into: 'postgresql', objects: null };

export const openFileStore = ({ into, s3 }: FileStoreSettings): FileStore => ({
  into,
  objects: s3 && createS3(s3),
});

/** A megabyte each. */
const atOnce = 5;

const behind = ({ attachmentId, number }: PartId) => ({
  OR: [{ attachmentId: { gt: attachmentId } }, { attachmentId, number: { gt: number } }],
});

type Lying = { sealed: Uint8Array<ArrayBuffer>; object: null; objectSha256: null } | InObject;
type InObject = { sealed: null; object: string; objectSha256: string };

export function createPartStore(prisma: Prisma, { into, objects }: FileStore): PartStore {
  async function laid(sealed: Uint8Array<ArrayBuffer>): Promise<Lying> {
    if (into === 'postgresql') return { sealed, object: null, objectSha256: null };
    const outside = needed(objects);
    const name = outside.newName();
    const putAt = Date.now();
    // Written down before it is there: whatever dies in between, it is found by this row, and removed.
    await prisma.attachmentObject.create({ data: { name, putAt: new Date(putAt) } });
    await outside.put(name, sealed);
    // Somebody had this process stand still; by now it may have been taken for forgotten.
    if (Date.now() - putAt > forgottenMs / 2) throw new ObjectStoreError('PUT', 'too late');
    return { sealed: null, object: name, objectSha256: sha256(sealed) };
  }

  async function lifted({ sealed, object, objectSha256 }: Partial<Lying>): Promise<Uint8Array | null> {
    if (sealed) return sealed;
    if (!object) return null;
    const bytes = await needed(objects).get(object);
    return bytes && sha256(bytes) === objectSha256 ? bytes : null;
  }

  return {
    async put(part, sealed) {
      const where = { attachmentId_number: part };
      if (await prisma.attachmentPart.findUnique({ where, select: { number: true } })) return false;
      const data = { ...part, ...(await laid(sealed)) };
      return (await prisma.attachmentPart.createMany({ data, skipDuplicates: true })).count > 0;
    },

    async get(part) {
      const row = await prisma.attachmentPart.findUnique({ where: { attachmentId_number: part } });
      return row && (await lifted(row as Lying));
    },

    async bring(stopped) {
      const elsewhere = into === 's3' ? { object: null } : { object: { not: null } };
      for (let after: PartId | undefined; !stopped();) {
        const rows = await prisma.attachmentPart.findMany({
          where: { ...elsewhere, ...(after && behind(after)) },
          orderBy: [{ attachmentId: 'asc' }, { number: 'asc' }],
          take: atOnce,
        });
        for (const { attachmentId, number, ...lying } of rows) {
          after = { attachmentId, number };
          const sealed = await lifted(lying as Lying);
          // What is gone stays as it is: doctor names its file.
          if (!sealed) continue;
          const data = await laid(Uint8Array.from(sealed));
          await prisma.attachmentPart.updateMany({ where: { ...after, ...elsewhere }, data });
        }
        if (rows.length < atOnce) return;
      }
    },
  };
}

/** By then whoever put it has long given up, or its part has a row. */
const forgottenMs = 3_600_000;

/**
 * Removes objects that no part lies in: what somebody died over, what was given up with its file, or was brought elsewhere. Those
 * of another database, of which this one is a copy, stay.
 */
export async function clearObjects(
  prisma: Prisma,
  { objects }: FileStore,
  now: number,
  stopped: () => boolean = () => false,
): Promise<void> {
  const rows = await prisma.$queryRaw<{ name: string; own: boolean }[]>`
    SELECT name, owner = this_database() AS own FROM attachment_object
    WHERE put_at < ${new Date(now - forgottenMs)}
      AND NOT EXISTS (SELECT FROM attachment_part WHERE object = name) LIMIT 1000`;
  for (const { name, own } of rows) {
    if (stopped()) return;
    if (own) await needed(objects).remove(name);
    await prisma.attachmentObject.deleteMany({ where: { name, part: null } });
  }
}

function needed(objects: ObjectStore | null): ObjectStore {
  if (!objects) throw new ObjectStoreError('open', 'not configured');
  return objects;
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
