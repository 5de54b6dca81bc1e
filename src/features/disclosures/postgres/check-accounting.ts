import { evolveAll } from '../../../engine/deadlines/evolve.ts';
import { leavingsOf } from '../../../pathway/leavings.ts';
import type { Transaction } from '../../../kit/postgres/acts.ts';
import type { Prisma } from '../../../kit/postgres/client.ts';
import { eventColumns, fromRow } from '../../../kit/postgres/event-rows.ts';

export type AccountingChecked = {
  rows: number;
  /** What left without a row, by the id that its row would have. */
  missing: string[];
  /** Rows of what nothing let leave. */
  stray: string[];
  /** What left before there was an accounting, and so has no row. */
  before: number;
};

const atOnce = 50;

/** Compares the accounting with what the record says has left: by steps, and by acts that no step is recorded of. */
export async function checkAccounting(prisma: Prisma): Promise<AccountingChecked> {
  const checked: AccountingChecked = { rows: 0, missing: [], stray: [], before: 0 };
  const since = await beganAt(prisma);
  for (let after: string | undefined; ;) {
    const some = await prisma.enrollment.findMany({
      where: after === undefined ? {} : { id: { gt: after } },
      ...{ orderBy: { id: 'asc' }, take: atOnce, select: { id: true } },
    });
    for (const { id } of some) {
      // As both are at one moment: what is recorded meanwhile is no fault.
      const found = await prisma.$transaction((tx) => lookedAt(tx, id), { isolationLevel: 'RepeatableRead' });
      const rows = new Set(found.rows);
      const left = new Set(found.left.map((one) => one.id));
      checked.rows += rows.size;
      checked.stray.push(...found.rows.filter((row) => !left.has(row) && !found.own.has(row)));
      for (const one of found.left) {
        if (rows.has(one.id)) continue;
        if (one.recordedAt < since) checked.before += 1;
        else checked.missing.push(one.id);
      }
    }
    after = some.at(-1)?.id;
    if (some.length < atOnce) return checked;
  }
}

/** When this database began to keep one. */
async function beganAt(prisma: Prisma): Promise<number> {
  const [migration] = await prisma.$queryRaw<{ at: Date | null }[]>`
    SELECT finished_at AS at FROM _prisma_migrations WHERE migration_name = '0058_disclosure'`;
  return migration?.at?.getTime() ?? 0;
}

type Left = { id: string; recordedAt: number };

async function lookedAt(tx: Transaction, enrollmentId: string) {
  const events = await tx.event.findMany({
    where: { enrollmentId },
    ...{ select: eventColumns, orderBy: { seq: 'asc' } },
  });
  const recorded = events.map(fromRow);
  const state = recorded.length > 0 ? evolveAll(null, recorded, enrollmentId) : null;
  const bySteps: Left[] = state ? leavingsOf({ events: recorded, after: state }) : [];
  const rows = await tx.disclosure.findMany({ where: { enrollmentId }, select: { id: true, items: true } });
  const asked = new Set(state?.steps.map(({ id }) => id));
  const own = rows.filter(({ id, items }) => isOwn(id, items, asked));
  return {
    rows: rows.map(({ id }) => id),
    left: [...bySteps, ...(await byActs(tx, enrollmentId))],
    own: new Set(own.map(({ id }) => id)),
  };
}

/** The row of what was handed out is all that there is of it; that of a reading names the request that was read. */
function isOwn(id: string, items: unknown, steps: ReadonlySet<string>): boolean {
  if (id.startsWith('hand-out/')) return true;
  if (id.includes('/')) return false;
  return (items as { what: string; id: string }[]).some(
    (item) => item.what === 'request' && steps.has(item.id),
  );
}

/** Batches for the county's system, transfers with what was copied, and tables that went to somebody outside. */
async function byActs(tx: Transaction, enrollmentId: string): Promise<Left[]> {
  const found = await tx.$queryRaw<{ id: string; at: Date }[]>`
    SELECT DISTINCT 'mis-batch/' || e.batch_id || '/' || e.enrollment_id AS id, b.created_at AS at
      FROM mis_entry e JOIN mis_batch b ON b.id = e.batch_id WHERE e.enrollment_id = ${enrollmentId}::uuid
    UNION ALL
    SELECT 'transfer/' || a.transfer_id || '/' || a.act, a.recorded_at
      FROM transfer_act a JOIN transfer t ON t.id = a.transfer_id
      WHERE t.from_enrollment_id = ${enrollmentId}::uuid AND a.act IN ('offer', 'accept')
    UNION ALL
    SELECT 'transfer/' || o.transfer_id || '/' || o.origin_id, d.created_at
      FROM document_origin o JOIN transfer t ON t.id = o.transfer_id JOIN document d ON d.id = o.document_id
      WHERE t.from_enrollment_id = ${enrollmentId}::uuid
    UNION ALL
    SELECT d.id, d.recorded_at
      FROM disclosure d JOIN list_taken l ON d.id = 'list/' || l.id || '/' || d.enrollment_id
      WHERE d.enrollment_id = ${enrollmentId}::uuid AND d.enrollment_id = ANY (l.enrollment_ids)`;
  return found.map(({ id, at }) => ({ id, recordedAt: at.getTime() }));
}
