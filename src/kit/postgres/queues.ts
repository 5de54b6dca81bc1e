import type { Channel } from '../../engine/notifications/notification.ts';
import type { Queue } from '../delivery/delivery.ts';
import { endStandings, type UnsentStanding, unsentStandings } from '../../engine/notifications/standing.ts';
import { noWebhook } from '../delivery/webhook.ts';
import type { Prisma as PrismaHandle } from './client.ts';
import { Prisma } from './generated/client.ts';

export type Backlog = { channel: string; state: UnsentStanding; count: number };

/** States in which a message waits to leave; the others are ends. */
export const unsent = Prisma.sql`d.state IN ('waiting', 'sending', 'failing', 'undeliverable')`;

/** How it stands with a delivery `d` at that instant: what waits for its time does not fail, and what is tried again does. */
export function standingAt(at: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`CASE
    WHEN d.state IN (${Prisma.join(Object.keys(endStandings))}) THEN d.state
    WHEN d.attempts > 0 THEN CASE WHEN d.state = 'undeliverable' THEN d.state ELSE 'failing' END
    WHEN d.leased_until > ${at} THEN 'sending'
    WHEN d.not_before > ${at} THEN 'scheduled'
    ELSE 'due' END`;
}

/** Of every channel on which something is not sent yet, by the record's own clock. */
export async function queuesOf(prisma: PrismaHandle): Promise<Map<Channel, Queue>> {
  // What came late into the record, or back from a sender that died, waits since then.
  const rows = await prisma.$queryRaw<QueueRow[]>`
    SELECT d.channel, now() AS at,
      (count(*) FILTER (WHERE s.word = 'scheduled'))::int AS scheduled,
      (count(*) FILTER (WHERE s.word = 'due'))::int AS due,
      (count(*) FILTER (WHERE s.word = 'sending'))::int AS sending,
      (count(*) FILTER (WHERE s.word = 'failing'))::int AS failing,
      (count(*) FILTER (WHERE s.word = 'undeliverable'))::int AS undeliverable,
      (count(*) FILTER (WHERE d.leased_until > now()))::int AS leased,
      min(greatest(d.not_before, n.raised_at, d.leased_until))
        FILTER (WHERE d.not_before <= now() AND (d.leased_until IS NULL OR d.leased_until <= now()))
        AS "neglectedSince",
      min(CASE WHEN d.attempts = 0 THEN greatest(d.not_before, n.raised_at) ELSE n.raised_at END)
        FILTER (WHERE n.kind = 'page' AND (d.attempts > 0 OR d.not_before <= now())
          -- Nobody is alarmed about a pager that an agency never had.
          AND d.last_error IS DISTINCT FROM ${noWebhook}) AS "oldestPageSince"
    FROM delivery d JOIN notification n ON n.id = d.notification_id
      CROSS JOIN LATERAL (SELECT ${standingAt(Prisma.sql`now()`)} AS word) s
    WHERE ${unsent} GROUP BY d.channel`;
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
}

type QueueRow = {
  channel: Channel;
  at: Date;
  neglectedSince: Date | null;
  oldestPageSince: Date | null;
} & Pick<Queue, UnsentStanding | 'leased'>;

/** The same as numbers: what is not sent, by channel and standing; an agency's, or everybody's. */
export async function backlogOf(
  prisma: Pick<PrismaHandle, '$queryRaw'>,
  { agencyId, at }: { agencyId: string | null; at: number | null },
): Promise<Backlog[]> {
  const now = at === null ? Prisma.sql`now()` : Prisma.sql`${new Date(at)}::timestamptz`;
  const whose = agencyId === null ? Prisma.empty : Prisma.sql`AND n.agency_id = ${agencyId}::uuid`;
  return await prisma.$queryRaw<Backlog[]>`
    SELECT d.channel, ${standingAt(now)} AS state, count(*)::int AS count
    FROM delivery d JOIN notification n ON n.id = d.notification_id
    WHERE ${unsent} ${whose} GROUP BY 1, 2 ORDER BY 1, 2`;
}

/** Counts of every standing, none left out. */
export async function countsOf(
  prisma: Pick<PrismaHandle, '$queryRaw'>,
  asked: { agencyId: string | null; at: number | null },
): Promise<Record<UnsentStanding, number>> {
  const rows = await backlogOf(prisma, asked);
  const count = (of: UnsentStanding) =>
    rows.filter(({ state }) => state === of).reduce((sum, row) => sum + row.count, 0);
  const words = Object.keys(unsentStandings) as UnsentStanding[];
  return Object.fromEntries(words.map((word) => [word, count(word)])) as Record<UnsentStanding, number>;
}
