import type { Instant } from '../../engine/calendar/index.ts';
import type { Channel, Recipient } from '../../engine/notifications/notification.ts';
import type { Delivery, Outbox } from '../delivery/delivery.ts';
import type { Transaction } from './acts.ts';
import type { Prisma as PrismaHandle } from './client.ts';
import { Prisma } from './generated/client.ts';
import { type Backlog, backlogOf, queuesOf, unsent } from './queues.ts';

/** A message in the hands of a sender, before it is judged. */
export type Claimed = Omit<Delivery, 'to'>;

/** To whom it goes, and for whom it is by now; or why it does not go. */
export type Verdict =
  { send: true; staffId: string | null; to: readonly Recipient[] } | { send: false; because: string };

/** Judges what was claimed, in the transaction that claims it; a verdict of each, by its id. */
export type Judging = (
  tx: Transaction,
  claimed: readonly Claimed[],
  at: Instant,
) => Promise<ReadonlyMap<string, Verdict>>;

/** The outbox in PostgreSQL. `judging` says what becomes of what is claimed. */
export function createOutbox(
  prisma: PrismaHandle,
  judging: Judging,
): Outbox & { backlog(): Promise<Backlog[]> } {
  return {
    async claim({ channel, now, limit, leaseMs }) {
      const at = clock(now);
      const due = Prisma.sql`${unsent} AND d.channel = ${channel} AND d.not_before <= ${at}
        AND (d.leased_until IS NULL OR d.leased_until <= ${at})`;
      const take = (most: number) =>
        prisma.$transaction(async (tx) => {
          // Rows that another sender is taking at this moment are passed over.
          const rows = await tx.$queryRaw<ClaimedRow[]>`
            UPDATE delivery t SET state = 'sending', leased_until = ${later(at, leaseMs)}
            FROM notification n
            WHERE n.id = t.notification_id AND t.id IN (
              SELECT d.id FROM delivery d JOIN notification m ON m.id = d.notification_id
              WHERE ${due}
              ORDER BY (m.kind = 'page') DESC, d.not_before, d.id
              LIMIT ${most} FOR UPDATE OF d SKIP LOCKED)
            RETURNING t.id, t.attempts, ${at} AS at, row_to_json(n) AS notification`;
          const [first] = rows;
          if (!first) return { taken: 0, leaving: [] };
          const claimed = rows.map((row) => claimedOf(channel, row));
          const verdicts = await judging(tx, claimed, first.at.getTime());
          return { taken: rows.length, leaving: await settle(tx, claimed, verdicts) };
        });
      const leaving: Delivery[] = [];
      for (;;) {
        // Most looks find nothing, and begin no transaction.
        const [any] = await prisma.$queryRaw<unknown[]>`SELECT 1 FROM delivery d WHERE ${due} LIMIT 1`;
        const most = limit - leaving.length;
        if (any === undefined || most === 0) return leaving;
        const batch = await take(most);
        leaving.push(...batch.leaving);
        // What was withheld leaves its place to others.
        if (batch.taken < most || batch.leaving.length === batch.taken) return leaving;
      }
    },

    async keep(id, { now, leaseMs }) {
      await prisma.$executeRaw`
        UPDATE delivery SET leased_until = ${later(clock(now), leaseMs)} WHERE id = ${id} AND state = 'sending'`;
    },

    async sent(id, now, note) {
      await prisma.$executeRaw`
        UPDATE delivery SET state = 'sent', sent_at = ${clock(now)}, leased_until = NULL, last_error = ${note}
        WHERE id = ${id}`;
    },

    async putOff(id, { state, now, pauseMs, code }) {
      // Not where a slower attempt has meanwhile been found to have arrived.
      await prisma.$executeRaw`
        UPDATE delivery SET state = ${state}, not_before = ${later(clock(now), pauseMs)}, leased_until = NULL,
          last_error = ${code}, attempts = attempts + 1
        WHERE id = ${id} AND state = 'sending'`;
    },

    queues: () => queuesOf(prisma),

    async makeDueNow(channel) {
      return await prisma.$executeRaw`
        UPDATE delivery SET not_before = now()
        WHERE channel = ${channel} AND state IN ('failing', 'undeliverable') AND not_before > now()`;
    },

    backlog: () => backlogOf(prisma, { agencyId: null, at: null }),
  };
}

type ClaimedRow = {
  id: string;
  attempts: number;
  at: Date;
  /** As JSON has it, by column. */
  notification: Record<string, string | null>;
};

function claimedOf(channel: Channel, { id, attempts, notification: row }: ClaimedRow): Claimed {
  const text = (column: string) => row[column] ?? null;
  const instant = (column: string) => (text(column) === null ? null : Date.parse(text(column) ?? ''));
  return {
    ...{ id, channel, attempts },
    notification: {
      id: text('id') ?? '',
      ...{ enrollmentId: text('enrollment_id'), aboutStaffId: text('about_staff_id') },
      ...{ aboutReport: text('about_report'), agencyId: text('agency_id') ?? '' },
      kind: text('kind') as Delivery['notification']['kind'],
      ...{ audience: text('audience') ?? '', staffId: text('handed_to') ?? text('staff_id') },
      ...{ obligation: text('obligation'), duty: text('duty') },
      ...{ due: instant('due'), raisedAt: instant('raised_at') ?? 0 },
    },
  };
}

/** Writes what became of those that do not leave, and whose the others are by now; answers the others. */
async function settle(
  tx: Transaction,
  claimed: readonly Claimed[],
  verdicts: ReadonlyMap<string, Verdict>,
): Promise<Delivery[]> {
  const leaving: Delivery[] = [];
  for (const one of claimed) {
    const verdict = verdicts.get(one.id);
    if (!verdict) throw new Error('a message was claimed and not judged');
    const { notification } = one;
    if (!verdict.send) {
      await tx.$executeRaw`UPDATE delivery SET state = 'withheld', because = ${verdict.because}, leased_until = NULL
        WHERE id = ${one.id}`;
      continue;
    }
    const { staffId, to } = verdict;
    if (staffId !== null && staffId !== notification.staffId)
      await tx.$executeRaw`UPDATE notification SET handed_to = ${staffId}::uuid WHERE id = ${notification.id}`;
    leaving.push({ ...one, to, notification: { ...notification, staffId } });
  }
  return leaving;
}

/** The instant given, or the database's own: a worker's clock may be wrong, and workers must agree on what is due. */
function clock(now: Instant | null): Prisma.Sql {
  return now === null ? Prisma.sql`now()` : Prisma.sql`${new Date(now)}::timestamptz`;
}

function later(at: Prisma.Sql, ms: number): Prisma.Sql {
  return Prisma.sql`${at} + ${ms}::int * interval '1 millisecond'`;
}
