import type { Instant } from '../../engine/calendar/index.ts';
import {
  type Bundle,
  bundleOf,
  type Channel,
  type Recipient,
} from '../../engine/notifications/notification.ts';
import { type Delivery, idsOf, type Outbox } from '../delivery/delivery.ts';
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
            WITH lead AS MATERIALIZED (
              SELECT ${addressee} AS key FROM ${waiting} WHERE ${due} GROUP BY 1
              ORDER BY bool_or(m.kind = 'page') DESC, min(d.not_before), min(d.id) LIMIT ${most}),
            taken AS (UPDATE delivery t SET state = 'sending', leased_until = ${later(at, leaseMs)}
            FROM notification n
            WHERE n.id = t.notification_id AND t.id IN (
              SELECT d.id FROM ${waiting} WHERE ${due} AND ${addressee} IN (SELECT key FROM lead)
              ORDER BY (m.kind = 'page') DESC, d.not_before, d.id
              LIMIT ${mostAtOnce} FOR UPDATE OF d SKIP LOCKED)
            RETURNING t.id, t.attempts, t.not_before, n.kind = 'page' AS page, row_to_json(n) AS notification)
            -- In this order places are given away: an update answers its rows in any.
            SELECT id, attempts, ${at} AS at, notification FROM taken ORDER BY page DESC, not_before, id`;
          const [first] = rows;
          if (!first) return { taken: 0, leaving: [] };
          const claimed = rows.map((row) => claimedOf(channel, row));
          const verdicts = await judging(tx, claimed, first.at.getTime());
          const mails = bundled(channel, await settle(tx, claimed, verdicts));
          // What turned out to be more mails than there are places waits for the next look.
          await letGo(tx, mails.slice(most));
          return { taken: rows.length, leaving: mails.slice(0, most) };
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
        if (batch.taken < most || batch.leaving.length === most) return leaving;
      }
    },

    async keep(ids, { now, leaseMs }) {
      await prisma.$executeRaw`
        UPDATE delivery SET leased_until = ${later(clock(now), leaseMs)} WHERE id = ANY(${[...ids]}) AND state = 'sending'`;
    },

    async sent(ids, now, note) {
      await prisma.$executeRaw`
        UPDATE delivery SET state = 'sent', sent_at = ${clock(now)}, leased_until = NULL, last_error = ${note}
        WHERE id = ANY(${[...ids]})`;
    },

    async putOff(ids, { state, now, pauseMs, code }) {
      // Not where a slower attempt has meanwhile been found to have arrived.
      await prisma.$executeRaw`
        UPDATE delivery SET state = ${state}, not_before = ${later(clock(now), pauseMs)}, leased_until = NULL,
          last_error = ${code}, attempts = attempts + 1
        WHERE id = ANY(${[...ids]}) AND state = 'sending'`;
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

const waiting = Prisma.sql`delivery d JOIN notification m ON m.id = d.notification_id
  LEFT JOIN enrollment e ON e.id = m.enrollment_id`;

/** Mail for the same reader, by who has the client now, is taken together; all else by itself. */
const addressee = Prisma.sql`CASE WHEN d.channel = 'mail' AND m.kind <> 'page' THEN concat_ws(' ', m.agency_id,
    coalesce(CASE WHEN m.audience = 'coordinator' AND m.kind <> 'handed-over' THEN e.coordinator_id END,
      m.handed_to, m.staff_id)::text, CASE WHEN m.staff_id IS NULL THEN m.audience END)
  ELSE d.id END`;

/** What one transaction judges. */
const mostAtOnce = 100;

/** What leaves together: of the messages that may be bundled those that have a reader in common, by whatever other ones. */
function bundled(channel: Channel, leaving: readonly Delivery[]): Delivery[] {
  if (channel !== 'mail') return [...leaving];
  let groups: { bundle: Bundle | null; readers: Set<string>; messages: Delivery[] }[] = [];
  for (const one of leaving) {
    // What all its readers want by itself leaves by itself.
    const bundle = one.to.every(({ each }) => each) ? null : bundleOf(one.notification);
    const readers = new Set(one.to.map(({ staffId }) => staffId));
    const along = groups.filter(
      (group) =>
        bundle !== null &&
        group.bundle === bundle &&
        [...readers].some((reader) => group.readers.has(reader)),
    );
    const joined = {
      bundle,
      readers: new Set([...along.flatMap((group) => [...group.readers]), ...readers]),
      messages: [...along.flatMap(({ messages }) => messages), one],
    };
    groups = [...groups.filter((group) => !along.includes(group)), joined];
  }
  return groups.flatMap(({ messages: [lead, ...along] }) =>
    lead === undefined ? [] : [along.length === 0 ? lead : { ...lead, along }],
  );
}

async function letGo(tx: Transaction, mails: readonly Delivery[]): Promise<void> {
  const ids = mails.flatMap(idsOf);
  if (ids.length === 0) return;
  await tx.$executeRaw`
    UPDATE delivery SET state = CASE WHEN attempts = 0 THEN 'waiting' ELSE 'failing' END, leased_until = NULL
    WHERE id = ANY(${ids})`;
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
