import type { NotificationRow } from './ports.ts';
import type { Caller } from '../../../kit/reads.ts';
import type { Notification, Prisma, PrismaClient } from '../../../kit/postgres/generated/client.ts';
import { countsOf } from '../../../kit/postgres/queues.ts';
import type { ClientRow } from '../../../kit/client-row.ts';
import { clientJson, instantOrNull } from '../../../kit/postgres/rows.ts';

/** Notifications as their readers see them, and how many have not left. */
export function outgoingReads(prisma: PrismaClient) {
  return {
    async inbox(
      caller: Caller,
      {
        unread,
        after,
        limit,
        now,
      }: {
        unread: boolean;
        after?: { raisedAt: number; id: string } | undefined;
        limit: number;
        now: number;
      },
    ): Promise<NotificationRow[]> {
      const covered = await coveredBy(prisma, caller, now);
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
      return await withBeside(prisma, rows);
    },

    /** One notification of the caller's inbox. */
    async notification(caller: Caller, id: string, now: number): Promise<NotificationRow | null> {
      const covered = await coveredBy(prisma, caller, now);
      const row = await prisma.notification.findFirst({
        where: { AND: [{ id }, addressedTo(caller, covered)] },
      });
      return row && ((await withBeside(prisma, [row]))[0] ?? null);
    },

    /** How many of the caller's inbox they have not read. */
    async unreadOf(caller: Caller, now: number): Promise<number> {
      const covered = await coveredBy(prisma, caller, now);
      return prisma.notification.count({
        where: { AND: [addressedTo(caller, covered), { readAt: null }] },
      });
    },

    /** How many are not sent, by how it stands with them: of all agencies, by the record's own clock. */
    outbox: () => countsOf(prisma, { agencyId: null, at: null }),
  };
}

type Beside = {
  id: string;
  profileHash: string | null;
  client: ClientRow | null;
  state: string | null;
  because: string | null;
};

/** With the profile by which its duty has its name, and of what did not leave, why. */
async function withBeside(prisma: PrismaClient, rows: readonly Notification[]): Promise<NotificationRow[]> {
  const found = await prisma.$queryRaw<Beside[]>`
    SELECT m.id, e.profile_hash AS "profileHash", d.state, d.because,
      CASE WHEN c.id IS NULL THEN NULL ELSE ${clientJson} END AS client
    FROM notification m LEFT JOIN enrollment e ON e.id = m.enrollment_id LEFT JOIN client c ON c.id = e.client_id
    LEFT JOIN LATERAL (SELECT d.state, d.because FROM delivery d
      WHERE d.notification_id = m.id AND d.state IN ('withheld', 'given-up') ORDER BY d.id LIMIT 1) d ON true
    WHERE m.id = ANY(${rows.map(({ id }) => id)})`;
  const beside = new Map(found.map((one) => [one.id, one]));
  return rows.map((row) => {
    const { profileHash = null, client = null, state = null, because = null } = beside.get(row.id) ?? {};
    return {
      notSentBecause: state === 'given-up' ? state : because,
      ...{ id: row.id, kind: row.kind, audience: row.audience },
      ...{ obligation: row.obligation, profileHash, duty: row.duty },
      ...{
        enrollmentId: row.enrollmentId,
        client,
        aboutStaffId: row.aboutStaffId,
        aboutReport: row.aboutReport,
      },
      ...{ due: instantOrNull(row.due), raisedAt: row.raisedAt.getTime(), readAt: instantOrNull(row.readAt) },
    };
  });
}

/**
 * What whoever they covered for was told of clients during it; while it lasts, also what was raised before and nobody has read.
 * Of who has left them what discharged clients leave to do, what nobody has read but they.
 */
export async function coveredBy(
  prisma: PrismaClient,
  { agencyId, staffId }: Caller,
  now: number,
): Promise<Prisma.NotificationWhereInput[]> {
  const rows = await prisma.absence.findMany({
    where: { agencyId, coverId: staffId },
    select: { staffId: true, fromAt: true, untilAt: true },
    orderBy: { fromAt: 'desc' },
    take: coversAtMost,
  });
  const left = await prisma.staff.findMany({
    where: { agencyId, successorId: staffId },
    select: { id: true },
  });
  const theirs = left.map(({ id }) => ({
    AND: [isFor(id), ofClient, { OR: [{ readAt: null }, { readBy: staffId }] }],
  }));
  const during = rows.map((row) => {
    const lasts = row.fromAt.getTime() <= now && (row.untilAt === null || row.untilAt.getTime() > now);
    return {
      AND: [
        isFor(row.staffId),
        ofClient,
        row.untilAt === null ? {} : { raisedAt: { lt: row.untilAt } },
        { OR: [{ raisedAt: { gte: row.fromAt } }, ...(lasts ? [{ readAt: null }] : [])] },
      ],
    };
  });
  return [...during, ...theirs];
}

/** What is about somebody's own file or shifts, nobody reads in their stead. */
const ofClient = { enrollmentId: { not: null } };

/** Whom it was raised for, or who has it since. */
function isFor(staffId: string): Prisma.NotificationWhereInput {
  return { OR: [{ handedTo: staffId }, { staffId, handedTo: null }] };
}

/** Older ones are read by who is back. */
const coversAtMost = 20;

/** A notification is for one person, or for all who have the part it names. */
export function addressedTo(
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
      isFor(staffId),
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

export function inboxWrites(prisma: PrismaClient) {
  return {
    /** Keeps the first reading. */
    async markRead(notificationId: string, staffId: string, at: number): Promise<void> {
      await prisma.notification.updateMany({
        where: { id: notificationId, readAt: null },
        data: { readAt: new Date(at), readBy: staffId },
      });
    },

    /** All of the caller's that are not newer than that. */
    async markAllRead(caller: Caller, upTo: { raisedAt: number; id: string }, now: number): Promise<void> {
      const covered = await coveredBy(prisma, caller, now);
      await prisma.notification.updateMany({
        where: {
          AND: [addressedTo(caller, covered), { readAt: null }, { OR: [{ id: upTo.id }, ...beyond(upTo)] }],
        },
        data: { readAt: new Date(now), readBy: caller.staffId },
      });
    },
  };
}
