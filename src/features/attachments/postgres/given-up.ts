import type { Prisma } from '../../../kit/postgres/client.ts';

/** How long a file may be on its way in. */
const longestMs = 24 * 3_600_000;

/**
 * Gives up what is not whole a day after it was begun, and all of its parts: whoever sent it, or the process that took it in, may
 * be gone. What is kept is not touched, whatever its age.
 */
export async function giveUpUnfinished(prisma: Pick<Prisma, 'attachment'>, now: number): Promise<void> {
  await prisma.attachment.deleteMany({
    where: { keptAt: null, begunAt: { lt: new Date(now - longestMs) } },
  });
}
