import type { Caller } from '../../../kit/reads.ts';
import type { ClientRow } from '../../../kit/client-row.ts';
import type { Notification, PrismaClient } from '../../../kit/postgres/generated/client.ts';
import { clientColumns } from '../../../kit/postgres/rows.ts';
import { judge, type Judgement } from '../judgement.ts';
import { groundsOf } from './judging.ts';
import { addressedTo, coveredBy } from './reads.ts';

/** A page that wants an answer, the newest of those about the same thing. */
export type WaitingPage = {
  id: string;
  enrollmentId: string;
  client: ClientRow;
  audience: string;
  obligation: string | null;
  profileHash: string;
  duty: string | null;
  due: number | null;
  raisedAt: number;
};

/** The chain is gone round within the hour: whoever is still paged about something was paged in these days. */
const lookBackMs = 3 * 86_400_000;
const atMost = 200;

/** Pages that nobody has answered yet. */
export function pageReads(prisma: PrismaClient) {
  return {
    /** The caller's, and those of whom they cover for; the oldest first. */
    async pagesWaiting(caller: Caller, now: number): Promise<WaitingPage[]> {
      const covered = await coveredBy(prisma, caller, now);
      const rows = await prisma.notification.findMany({
        where: {
          AND: [
            { kind: 'page', raisedAt: { gte: new Date(now - lookBackMs) }, enrollmentId: { not: null } },
            addressedTo(caller, covered),
          ],
        },
        orderBy: [{ raisedAt: 'desc' }, { id: 'desc' }],
        take: atMost,
      });
      const newest = [...new Map(rows.toReversed().map((row) => [aboutOf(row), row])).values()];
      const judged = await judgedNow(prisma, newest, now);
      const waiting = newest.filter(({ id }) => judged.get(id)?.send !== false);
      const enrollments = await prisma.enrollment.findMany({
        where: { agencyId: caller.agencyId, id: { in: waiting.flatMap((row) => row.enrollmentId ?? []) } },
        select: { id: true, profileHash: true, client: clientColumns },
      });
      return waiting
        .flatMap(({ id, audience, obligation, duty, due, raisedAt, enrollmentId }) => {
          const of = enrollments.find((one) => one.id === enrollmentId);
          if (!of) return [];
          const { client, profileHash } = of;
          const page = { id, enrollmentId: of.id, client, audience, obligation, profileHash, duty };
          return [{ ...page, due: due?.getTime() ?? null, raisedAt: raisedAt.getTime() }];
        })
        .toSorted((a, b) => a.raisedAt - b.raisedAt);
    },

    /** How many things of the agency somebody is paged about and nobody has answered, and since when the first: nothing of a client. */
    async pagesUnanswered(agencyId: string, now: number): Promise<{ count: number; since: number | null }> {
      const rows = await prisma.notification.findMany({
        where: {
          ...{ agencyId, kind: 'page', raisedAt: { gte: new Date(now - lookBackMs), lte: new Date(now) } },
          enrollmentId: { not: null },
        },
        orderBy: [{ raisedAt: 'desc' }, { id: 'desc' }],
        take: atMost,
      });
      const newest = [...new Map(rows.toReversed().map((row) => [aboutOf(row), row])).values()];
      const judged = await judgedNow(prisma, newest, now);
      const open = new Set(
        newest.flatMap((row) => (judged.get(row.id)?.send === false ? [] : [aboutOf(row)])),
      );
      const since = rows.filter((row) => open.has(aboutOf(row))).map(({ raisedAt }) => raisedAt.getTime());
      return { count: open.size, since: since.length === 0 ? null : Math.min(...since) };
    },
  };
}

/** Of each page what is asked of it before it leaves: whether it still wants an answer. */
export async function judgedNow(
  prisma: Parameters<typeof groundsOf>[0],
  rows: readonly Notification[],
  at: number,
): Promise<ReadonlyMap<string, Judgement>> {
  const claimed = rows.map((row) => ({
    ...{ id: '', channel: 'mail' as const, attempts: 0 },
    notification: {
      ...{ id: row.id, enrollmentId: row.enrollmentId, aboutStaffId: row.aboutStaffId },
      ...{ agencyId: row.agencyId, kind: 'page' as const, audience: row.audience },
      ...{ staffId: row.handedTo ?? row.staffId, obligation: row.obligation, duty: row.duty },
      ...{ due: row.due?.getTime() ?? null, raisedAt: row.raisedAt.getTime() },
    },
  }));
  if (claimed.length === 0) return new Map();
  const grounds = await groundsOf(prisma, claimed, at);
  return new Map([...grounds].map(([id, ground]) => [id, judge(ground)]));
}

/** A crisis by its mark, an emergency by its duty: each is paged about again and again. */
function aboutOf({ id, enrollmentId, obligation, obligationKey }: Notification): string {
  const crisis = /\/(crisis-[0-9a-f]{16})\//.exec(id)?.[1];
  return `${enrollmentId} ${crisis ?? obligationKey ?? obligation ?? ''}`;
}
