import type { FileSeal } from '../../../kit/file-seal.ts';
import type { Prisma } from '../../../kit/postgres/client.ts';
import { SealError } from '../../../kit/seal.ts';

type Files = Pick<Prisma, 'attachment'>;

/** How long a file may be on its way in. */
const longestMs = 24 * 3_600_000;

/**
 * Gives up what is not whole a day after it was begun, and all of its parts: whoever sent it, or the process that took it in, may
 * be gone. What is kept is not touched, whatever its age.
 */
export async function giveUpUnfinished(prisma: Files, now: number): Promise<void> {
  await prisma.attachment.deleteMany({
    where: { keptAt: null, begunAt: { lt: new Date(now - longestMs) } },
  });
}

const atOnce = 100;

/**
 * Brings every file under the key by which new ones are sealed, so that an older one can be put away: its own key is sealed anew,
 * its bytes stay as they lie. A file whose key is not at hand stays as it is; `npm run doctor` names it.
 */
export async function resealKeys(
  prisma: Files,
  seal: FileSeal,
  stopped: () => boolean = () => false,
): Promise<void> {
  const [, ...older] = seal.keyIds;
  for (let after: string | undefined; !stopped();) {
    const some = await prisma.attachment.findMany({
      where: { keyId: { in: older }, ...(after === undefined ? {} : { id: { gt: after } }) },
      orderBy: { id: 'asc' },
      take: atOnce,
    });
    for (const { id, agencyId, keyId, sealedKey } of some) {
      const stored = resealed(seal, { keyId, sealedKey }, { agencyId, attachmentId: id });
      // Another worker may have been first.
      if (stored) await prisma.attachment.updateMany({ where: { id, keyId }, data: stored });
    }
    after = some.at(-1)?.id;
    if (some.length < atOnce) return;
  }
}

/** Null for a key that was changed where it lies: it stays as it is, and doctor names its file. */
function resealed(seal: FileSeal, ...[stored, owner]: Parameters<FileSeal['reseal']>) {
  try {
    const { keyId, sealedKey } = seal.reseal(stored, owner);
    return { keyId, sealedKey: Uint8Array.from(sealedKey) };
  } catch (error) {
    if (error instanceof SealError) return null;
    throw error;
  }
}
