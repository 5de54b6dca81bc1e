import type { NotificationKind } from '../../domain/notifications/notification.ts';
import type { Channel, Outbox } from '../delivery/delivery.ts';
import type { Prisma } from './client.ts';

export type Backlog = { channel: string; state: string; count: number };

/** The outbox in PostgreSQL. */
export function createOutbox(prisma: Prisma): Outbox & { backlog(): Promise<Backlog[]> } {
  return {
    async claim({ channel, now, limit, leaseMs }) {
      const at = new Date(now);
      const until = new Date(now + leaseMs);
      // One statement: rows that another dispatcher is taking at this moment are passed over.
      const taken = await prisma.$queryRaw<{ id: string }[]>`
        UPDATE delivery SET state = 'sending', leased_until = ${until}
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

    async sent(id, at, note) {
      await prisma.delivery.updateMany({
        where: { id },
        data: { state: 'sent', sentAt: new Date(at), leasedUntil: null, lastError: note },
      });
    },

    async putOff(id, { state, notBefore, code }) {
      await prisma.delivery.updateMany({
        // Not where a slower attempt has meanwhile been found to have arrived.
        where: { id, state: 'sending' },
        data: {
          ...{ state, lastError: code, leasedUntil: null },
          notBefore: new Date(notBefore),
          attempts: { increment: 1 },
        },
      });
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
