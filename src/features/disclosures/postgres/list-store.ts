import { randomUUID } from 'node:crypto';
import type { Prisma as PrismaHandle } from '../../../kit/postgres/client.ts';
import { keepTaken } from '../../relation/postgres/lists-taken.ts';
import type { DisclosureRow } from '../accounting.ts';
import { judgeIn, writeRows } from './let-go.ts';
import type { DisclosureStore } from './ports.ts';

/** So long may a table of many clients be judged, each by their own releases, while nothing of theirs is recorded. */
const judging = { timeout: 60_000, maxWait: 10_000 };

/** A table for somebody outside: it leaves with a row for each client in it, or not at all. */
export function letListGo(prisma: PrismaHandle): DisclosureStore['letListGo'] {
  return ({ taken, by, now, leaving, ground, words }) =>
    prisma.$transaction(async (tx) => {
      const id = randomUUID();
      const whole = { ...leaving, items: [{ what: `list/${taken.list}`, id }] };
      const rows: { enrollmentId: string; row: DisclosureRow }[] = [];
      const kept: string[] = [];
      // In one order, so that two who take the same clients along wait for each other instead of both.
      for (const enrollmentId of taken.enrollmentIds.toSorted()) {
        const judged = await judgeIn(tx, { by, now, enrollmentId, leaving: whole, ground });
        if (judged.ok) rows.push({ enrollmentId, row: judged.plan });
        else if (judged.refusal === 'release-missing') kept.push(enrollmentId);
        else return { ok: false, refusal: judged.refusal, of: [] };
      }
      if (kept.length > 0) {
        const clients = await tx.enrollment.findMany({
          where: { id: { in: kept } },
          select: { client: { select: { reference: true } } },
          orderBy: { client: { reference: 'asc' } },
        });
        return { ok: false, refusal: 'release-missing', of: clients.map(({ client }) => client.reference) };
      }
      await keepTaken(tx, id, taken);
      await writeRows(
        tx,
        rows.map((one) => ({
          ...one,
          id: `list/${id}/${one.enrollmentId}`,
          by,
          now,
          ...(words ? { words } : {}),
        })),
      );
      return { ok: true };
    }, judging);
}
