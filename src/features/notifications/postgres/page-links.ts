import { createHmac } from 'node:crypto';
import type { Instant } from '../../../engine/calendar/index.ts';
import type { StaffRole } from '../../../engine/policy/terms.ts';
import type { AnswerLinks } from '../../../kit/delivery/delivery.ts';
import { derivedKey } from '../../../kit/derived-key.ts';
import type { Prisma as PrismaHandle } from '../../../kit/postgres/client.ts';
import { guarded } from '../../../kit/postgres/guarded.ts';
import { hashToken } from '../../../kit/token.ts';
import { judgedNow } from './pages.ts';
import type { PageLinkStore } from './ports.ts';

/**
 * Links for the readers of a page. A token is made of the page and its reader with a key of its own, so that each try of a page
 * says the same; the record keeps its hash alone.
 */
export function createAnswerLinks(prisma: PrismaHandle, secret: string, publicUrl: string): AnswerLinks {
  const key = derivedKey(secret, 'page links');
  const tokenOf = (page: string, staffId: string) =>
    createHmac('sha256', key).update(`${page} ${staffId}`).digest('base64url');
  return async ({ to, notification: { id: notificationId, enrollmentId } }) => {
    if (enrollmentId === null) return new Map();
    const tokens = to.map(({ staffId }) => ({ staffId, token: tokenOf(notificationId, staffId) }));
    await prisma.pageLink.createMany({
      data: tokens.map(({ staffId, token }) => ({ hash: hashToken(token), staffId, notificationId })),
      skipDuplicates: true,
    });
    return new Map(tokens.map(({ staffId, token }) => [staffId, `${publicUrl}/page/${token}`]));
  };
}

/** Links by their hashes, and whether what they answer still wants an answer. */
export function createPageLinkStore(prisma: PrismaHandle): PageLinkStore {
  return guarded<PageLinkStore>({
    async find(hash, at) {
      const row = await prisma.pageLink.findUnique({
        where: { hash },
        include: { staff: { include: { agency: true } }, notification: true },
      });
      // Of whoever has left, nothing opens.
      if (!row?.staff.active || row.notification.enrollmentId === null) return null;
      const { id: staffId, role, agencyId, onCall, agency } = row.staff;
      const { profileHash, calendarHash, staffPolicyHash } = agency;
      const { id, enrollmentId } = row.notification;
      return {
        caller: {
          ...{ staffId, role: role as StaffRole, agencyId, onCall },
          ...{ profileHash, calendarHash, staffPolicyHash },
        },
        page: { id, enrollmentId },
        used: row.usedAt !== null,
        over: await overSince(row.notification, at),
      };
    },

    async use(hash, at) {
      await prisma.pageLink.updateMany({ where: { hash, usedAt: null }, data: { usedAt: new Date(at) } });
    },
  });

  /** By the same question that each page is asked before it leaves. */
  async function overSince(row: NotificationRow, at: Instant): Promise<'answered' | 'ended' | null> {
    const judged = (await judgedNow(prisma, [row], at)).get(row.id);
    if (!judged || judged.send) return null;
    return judged.because === 'answered' ? 'answered' : 'ended';
  }
}

type NotificationRow = NonNullable<Awaited<ReturnType<PrismaHandle['notification']['findUnique']>>>;
