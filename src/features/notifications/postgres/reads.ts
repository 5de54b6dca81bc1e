import type { NotificationRow } from './ports.ts';
import type { Caller } from '../../../kit/reads.ts';
import type { Notification, Prisma, PrismaClient } from '../../../kit/postgres/generated/client.ts';
import { instantOrNull } from '../../../kit/postgres/rows.ts';

/** Notifications as their readers see them, deliveries as ops does. */
export function outgoingReads(prisma: PrismaClient) {
  return {
    async inbox(
      caller: Caller,
      {
        unread,
        after,
        limit,
      }: { unread: boolean; after?: { raisedAt: number; id: string } | undefined; limit: number },
    ): Promise<NotificationRow[]> {
      const covered = await coveredBy(prisma, caller);
      const rows = await prisma.notification.findMany({
        where: {
          AND: [
            addressedTo(caller, covered),
            unread ? { readAt: null } : {},
            after ? { OR: beyond(after) } : {},
          ],
        },
        orderBy: [{ raisedAt: 'desc' }, { id: 'desc' }],
        take: limit,
      });
      return rows.map(notificationRow);
    },

    /** One notification of the caller's inbox. */
    async notification(caller: Caller, id: string): Promise<NotificationRow | null> {
      const covered = await coveredBy(prisma, caller);
      const row = await prisma.notification.findFirst({
        where: { AND: [{ id }, addressedTo(caller, covered)] },
      });
      return row && notificationRow(row);
    },

    async deliveries(agencyId: string, { failing, limit }: { failing: boolean; limit: number }) {
      const rows = await prisma.delivery.findMany({
        where: {
          state: { not: 'sent' },
          notification: { agencyId },
          ...(failing ? { attempts: { gt: 0 } } : {}),
        },
        orderBy: [{ notBefore: 'asc' }, { id: 'asc' }],
        take: limit,
        include: { notification: { select: { kind: true } } },
      });
      return rows.map((row) => ({
        id: row.id,
        notificationId: row.notificationId,
        notificationKind: row.notification.kind,
        channel: row.channel,
        state: row.state,
        notBefore: row.notBefore.getTime(),
        attempts: row.attempts,
        lastError: row.lastError,
      }));
    },

    /** How many are not sent, and how many of these were tried in vain; null: of all agencies. */
    async outbox(agencyId: string | null): Promise<{ waiting: number; failing: number }> {
      const unsent = {
        state: { not: 'sent' },
        ...(agencyId === null ? {} : { notification: { agencyId } }),
      };
      const [waiting, failing] = await prisma.$transaction([
        prisma.delivery.count({ where: unsent }),
        prisma.delivery.count({ where: { ...unsent, attempts: { gt: 0 } } }),
      ]);
      return { waiting, failing };
    },
  };
}

function notificationRow(row: Notification): NotificationRow {
  return {
    ...{ id: row.id, kind: row.kind, audience: row.audience, obligation: row.obligation, duty: row.duty },
    ...{ enrollmentId: row.enrollmentId, aboutStaffId: row.aboutStaffId, aboutReport: row.aboutReport },
    ...{ due: instantOrNull(row.due), raisedAt: row.raisedAt.getTime(), readAt: instantOrNull(row.readAt) },
  };
}

/** What whoever they covered for was told during it. */
async function coveredBy(
  prisma: PrismaClient,
  { agencyId, staffId }: Caller,
): Promise<Prisma.NotificationWhereInput[]> {
  const rows = await prisma.absence.findMany({
    where: { agencyId, coverId: staffId },
    select: { staffId: true, fromAt: true, untilAt: true },
    orderBy: { fromAt: 'desc' },
    take: coversAtMost,
  });
  return rows.map((row) => ({
    staffId: row.staffId,
    raisedAt: { gte: row.fromAt, ...(row.untilAt === null ? {} : { lt: row.untilAt }) },
  }));
}

/** Older ones are read by who is back. */
const coversAtMost = 20;

/** A notification is for one person, or for all who have the part it names. */
function addressedTo(
  { agencyId, staffId, role, onCall }: Caller,
  covered: Prisma.NotificationWhereInput[],
): Prisma.NotificationWhereInput {
  const audiences = [
    ...(onCall ? ['on-call'] : []),
    ...(role === 'supervisor' || role === 'director' ? [role] : []),
    // Nobody assigned, or nobody on call: it must not be lost from sight.
    ...(role === 'supervisor' ? ['coordinator', 'on-call'] : []),
    ...(role === 'payer' ? ['payer', 'quality-office'] : []),
    ...(role === 'quality' ? ['quality-office'] : []),
    ...(role === 'privacy-officer' || role === 'director' ? ['privacy-officer'] : []),
  ];
  return {
    agencyId,
    OR: [
      { staffId },
      ...covered,
      { staffId: null, audience: { in: audiences } },
      // Whoever is on shift may not answer.
      ...(role === 'supervisor' ? [{ kind: 'page', audience: 'on-call' }] : []),
    ],
  };
}

function beyond({ raisedAt, id }: { raisedAt: number; id: string }): Prisma.NotificationWhereInput[] {
  const at = new Date(raisedAt);
  return [{ raisedAt: { lt: at } }, { raisedAt: at, id: { lt: id } }];
}
