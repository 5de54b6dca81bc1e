import type { Outside } from '../../../kit/postgres/backup/write-backup.ts';
import type { Prisma } from '../../../kit/postgres/client.ts';
import { createPartStore, type FileStore } from './part-store.ts';

/**
 * A backup has the files themselves, wherever they lie: each part as it would lie in the record. One that is gone is written
 * empty, so that doctor names its file there as it does here.
 */
export function filesForBackup(prisma: Prisma, store: FileStore): Outside {
  const parts = createPartStore(prisma, store);
  return {
    async attachment_part(row) {
      const { attachment_id: attachmentId, number, object } = row;
      if (object == null || attachmentId == null) return row;
      const id = { attachmentId, number: Number(number) };
      // As it lies by now: since the backup began it may have been brought elsewhere, or given up with its file.
      const bytes = await parts.get(id);
      if (!bytes && !(await prisma.attachmentPart.findUnique({ where: { attachmentId_number: id } })))
        return null;
      const sealed = `\\x${Buffer.from(bytes ?? []).toString('hex')}`;
      return { ...row, sealed, object: null, object_sha256: null };
    },
  };
}
