import type { Instant } from '../../engine/calendar/index.ts';
import type { Channel, NotificationKind } from '../../engine/notifications/notification.ts';
import type { Outbox, Queue } from '../delivery/delivery.ts';
import { noWebhook } from '../delivery/webhook.ts';
import type { Prisma as PrismaHandle } from './client.ts';
import { Prisma } from './generated/client.ts';

export type Backlog = { channel: string; state: string; count: number };

/** The outbox in PostgreSQL. */
export function createOutbox(prisma: PrismaHandle): Outbox & { backlog(): Promise<Backlog[]> } {
  return {
    async claim({ channel, now, limit, leaseMs }) {
      const at = clock(now);
      // One statement: rows that another sender is taking at this moment are passed over.
      const taken = await prisma.$queryRaw<{ id: string }[]>`
        UPDATE delivery SET state = 'sending', leased_until = ${later(at, leaseMs)}
        WHERE id IN (
          SELECT d.id FROM delivery d JOIN notification n ON n.id = d.notification_id
          WHERE d.state <> 'sent' AND d.channel = ${channel} AND d.not_before <= ${at}
            AND (d.leased_until IS NULL OR d.leased_until <= ${at})
          ORDER BY (n.kind = 'page') DESC, d.not_before, d.id
          LIMIT ${limit} FOR UPDATE OF d SKIP LOCKED)
        RETURNING id`;
      if (taken.length === 0) return [];
      const rows = await prisma.delivery.findMany({
        where: { id: { in: taken.map(({ id }) => id) } },
        include: { notification: true },
      });
      return rows.map(({ id, attempts, notification }) => ({
        id,
        channel: channel satisfies Channel,
        attempts,
        notification: {
          ...notification,
          kind: notification.kind as NotificationKind,
          due: notification.due?.getTime() ?? null,
          raisedAt: notification.raisedAt.getTime(),
        },
      }));
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

    async queues() {
      // What came late into the record, or back from a sender that died, waits since then.
      const rows = await prisma.$queryRaw<QueueRow[]>`
        SELECT d.channel, now() AS at,
          (count(*) FILTER (WHERE d.attempts = 0))::int AS waiting,
          (count(*) FILTER (WHERE d.attempts > 0 AND d.state <> 'undeliverable'))::int AS failing,
          (count(*) FILTER (WHERE d.attempts > 0 AND d.state = 'undeliverable'))::int AS undeliverable,
          (count(*) FILTER (WHERE d.leased_until > now()))::int AS leased,
          min(greatest(d.not_before, n.raised_at, d.leased_until))
            FILTER (WHERE d.not_before <= now() AND (d.leased_until IS NULL OR d.leased_until <= now()))
            AS "neglectedSince",
          min(CASE WHEN d.attempts = 0 THEN greatest(d.not_before, n.raised_at) ELSE n.raised_at END)
            FILTER (WHERE n.kind = 'page' AND (d.attempts > 0 OR d.not_before <= now())
              -- Nobody is alarmed about a pager that an agency never had.
              AND d.last_error IS DISTINCT FROM ${noWebhook}) AS "oldestPageSince"
        FROM delivery d JOIN notification n ON n.id = d.notification_id
        WHERE d.state <> 'sent' GROUP BY d.channel`;
      return new Map(
        rows.map(({ channel, at, neglectedSince, oldestPageSince, ...counts }) => [
          channel,
          {
            ...counts,
            at: at.getTime(),
            neglectedSince: neglectedSince?.getTime() ?? null,
            oldestPageSince: oldestPageSince?.getTime() ?? null,
          },
        ]),
      );
    },

    async makeDueNow(channel) {
      return await prisma.$executeRaw`
        UPDATE delivery SET not_before = now()
        WHERE channel = ${channel} AND state IN ('failing', 'undeliverable') AND not_before > now()`;
    },

    async backlog() {
      const groups = await prisma.delivery.groupBy({
        by: ['channel', 'state'],
        where: { state: { not: 'sent' } },
        _count: true,
      });
      return groups.map(({ channel, state, _count }) => ({ channel, state, count: _count }));
    },
  };
}

type QueueRow = {
  channel: Channel;
  at: Date;
  neglectedSince: Date | null;
  oldestPageSince: Date | null;
} & Pick<Queue, 'waiting' | 'failing' | 'undeliverable' | 'leased'>;

/** The instant given, or the database's own: a worker's clock may be wrong, and workers must agree on what is due. */
function clock(now: Instant | null): Prisma.Sql {
  return now === null ? Prisma.sql`now()` : Prisma.sql`${new Date(now)}::timestamptz`;
}

function later(at: Prisma.Sql, ms: number): Prisma.Sql {
  return Prisma.sql`${at} + ${ms}::int * interval '1 millisecond'`;
}
