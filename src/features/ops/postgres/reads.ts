import { graceMs, type StuckParts } from '../standing.ts';
import { unsent } from '../../../kit/postgres/queues.ts';
import { noWebhook } from '../../../kit/delivery/webhook.ts';
import { Prisma, type PrismaClient } from '../../../kit/postgres/generated/client.ts';
import { instantOrNull } from '../../../kit/postgres/rows.ts';

type Row = { part: keyof StuckParts; count: number; since: Date | null };

/** What is stuck, as far as the record knows: counts and instants, and nothing of anybody. */
export function stuckReads(prisma: PrismaClient) {
  return {
    /** One statement for all parts, of an agency. */
    async stuck(agencyId: string, now: number): Promise<StuckParts> {
      const agency = Prisma.sql`${agencyId}::uuid`;
      const late = Prisma.sql`${new Date(now - graceMs)}::timestamptz`;
      const messages = (channel: string) => Prisma.sql`
        FROM delivery d JOIN notification n ON n.id = d.notification_id
        WHERE n.agency_id = ${agency} AND d.channel = ${channel} AND ${unsent}
          -- Nobody is alarmed about a pager that an agency never had.
          AND d.last_error IS DISTINCT FROM ${noWebhook}
          AND (d.attempts > 0 OR greatest(d.not_before, n.raised_at, d.leased_until) < ${late})`;
      // Tried in vain, it waits since it was raised: when it was first due, its next attempt has overwritten.
      const sinceRaised = Prisma.sql`
        min(CASE WHEN d.attempts > 0 THEN n.raised_at ELSE greatest(d.not_before, n.raised_at) END)`;
      const rows = await prisma.$queryRaw<Row[]>`
        -- Deadlines that have passed and that no clock has told of.
        SELECT 'clock' AS part, count(DISTINCT o.enrollment_id)::int AS count,
          min(greatest(o.due, v.recorded_at)) AS since
        FROM obligation o JOIN enrollment e ON e.id = o.enrollment_id
          JOIN event v ON v.enrollment_id = o.enrollment_id AND v.seq = o.opened_by_seq
        WHERE o.agency_id = ${agency} AND o.due < ${late} AND o.closed_at IS NULL AND NOT o.superseded
          AND coalesce(o.suspended, 'null') = 'null' AND e.ended_at IS NULL AND v.recorded_at < ${late}
          AND (o.miss_raised_at IS NULL OR o.miss_withdrawn_at IS NOT NULL)
        UNION ALL SELECT 'workflows', count(*)::int, min(e.updated_at)
        FROM enrollment e WHERE e.agency_id = ${agency} AND e.confirmed_version < e.version
          AND e.ended_at IS NULL AND e.updated_at < ${late}
        UNION ALL SELECT 'pending-steps', count(*)::int, min(p.taken_in_at)
        FROM pending_step p WHERE p.agency_id = ${agency} AND p.state = 'waiting' AND p.taken_in_at < ${late}
        UNION ALL SELECT 'mail', count(*)::int, ${sinceRaised} ${messages('mail')}
        UNION ALL SELECT 'webhook', count(*)::int, ${sinceRaised} ${messages('webhook')}`;
      return Object.fromEntries(
        rows.map(({ part, count, since }) => [part, { count, since: instantOrNull(since) }]),
      ) as StuckParts;
    },
  };
}
