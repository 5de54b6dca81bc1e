import { randomUUID } from 'node:crypto';
import { actBefore, performAct, type Transaction } from '../../../kit/postgres/acts.ts';
import type { ActAsk } from '../../../kit/acts.ts';
import type { Prisma as PrismaHandle } from '../../../kit/postgres/client.ts';
import type { Disclosure as Row, Prisma } from '../../../kit/postgres/generated/client.ts';
import { guarded } from '../../../kit/postgres/guarded.ts';
import { actorOf, namesOf } from '../../../kit/postgres/named-actors.ts';
import type { DisclosureRow } from '../accounting.ts';
import { unauthorizedKind } from '../rules.ts';
import { judgeIn, writeRows } from './let-go.ts';
import { letListGo } from './list-store.ts';
import type { AccountedRow, DisclosureStore } from './ports.ts';
import { tellingsOf } from './tellings.ts';

/** The accounting of disclosures in PostgreSQL: rows that are only added. */
export function createDisclosureStore(prisma: PrismaHandle): DisclosureStore {
  return guarded<DisclosureStore>({
    letGo: (request) =>
      prisma.$transaction(async (tx) => {
        const judged = await judgeIn(tx, request);
        if (!judged.ok) return judged;
        const id = randomUUID();
        await writeRows(tx, [{ ...request, id, row: judged.plan }]);
        return { ok: true, id };
      }),

    letListGo: letListGo(prisma),
    tellings: tellingsOf(prisma),

    handOut(request) {
      const { id, ...onRecord } = handOutOnRecord(request);
      const { fingerprint } = request;
      return performAct(prisma, request, {
        ...onRecord,
        decide: (tx) => judgeIn(tx, request),
        write: (tx, row: DisclosureRow) => writeRows(tx, [{ ...request, id, fingerprint, row }]),
      });
    },

    handedOut: (ask) => actBefore(prisma, ask, handOutOnRecord(ask)),

    accounting: (agencyId, enrollmentId) => shown({ agencyId, enrollmentId }),

    async one(agencyId, enrollmentId, id) {
      const [row] = await shown({ agencyId, enrollmentId, id });
      return row ?? null;
    },

    async unauthorized(agencyId) {
      const owed = await prisma.obligation.findMany({
        where: { agencyId, kind: unauthorizedKind, closedAt: null, superseded: false },
        select: { enrollmentId: true, thing: true, due: true },
        orderBy: [{ due: 'asc' }, { enrollmentId: 'asc' }],
        take: mostListed,
      });
      const rows = await shown({ agencyId, stepId: { in: owed.flatMap(({ thing }) => thing ?? []) } });
      const enrollments = await prisma.enrollment.findMany({
        where: { id: { in: owed.map(({ enrollmentId }) => enrollmentId) } },
        select: { id: true, client: { select: { reference: true } } },
      });
      const references = new Map(enrollments.map(({ id, client }) => [id, client.reference]));
      return owed.flatMap(({ enrollmentId, thing, due }) => {
        const reference = references.get(enrollmentId);
        if (thing === null || reference === undefined) return [];
        const its = rows.filter((row) => row.enrollmentId === enrollmentId && row.stepId === thing);
        return [{ enrollmentId, reference, stepId: thing, due: due.getTime(), rows: its }];
      });
    },
  });

  /** How what was handed out is found again by its key, and what is answered: its line. */
  function handOutOnRecord({ by: { agencyId }, commandId, enrollmentId }: ActAsk & { enrollmentId: string }) {
    const id = `hand-out/${agencyId}/${commandId}`;
    return {
      id,
      async find(tx: Transaction) {
        const row = await tx.disclosure.findUnique({ where: { id } });
        return row && { by: actorOf(row.actor), fingerprint: row.fingerprint };
      },
      async show(tx: Transaction) {
        const [row] = await shown({ agencyId, enrollmentId, id }, tx);
        if (!row) throw new Error('something was handed out without a row');
        return row;
      },
    };
  }

  async function shown(
    where: Prisma.DisclosureWhereInput,
    db: Pick<Transaction, 'disclosure' | 'event' | 'staff'> = prisma,
  ): Promise<AccountedRow[]> {
    const rows = await db.disclosure.findMany({
      where,
      orderBy: [{ at: 'desc' }, { id: 'desc' }],
      take: mostListed,
    });
    const enrollmentIds = [...new Set(rows.map(({ enrollmentId }) => enrollmentId))];
    const voids = await db.event.findMany({
      where: { enrollmentId: { in: enrollmentIds }, type: 'StepVoided' },
      select: { enrollmentId: true, data: true },
    });
    const voided = new Set(voids.map(({ enrollmentId, data }) => `${enrollmentId}/${String(stepIn(data))}`));
    const named = await namesOf(
      db,
      rows.map(({ actor }) => actor),
    );
    return rows.map((row) => ({
      ...asRow(row),
      ...{ id: row.id, enrollmentId: row.enrollmentId, stepId: row.stepId, by: named(row.actor) },
      ...{ at: row.at.getTime(), recordedAt: row.recordedAt.getTime() },
      words: row.words as AccountedRow['words'],
      inError: row.stepId !== null && voided.has(`${row.enrollmentId}/${row.stepId}`),
    }));
  }
}

const mostListed = 2_000;

/** Written by the gate, so the columns hold its codes. */
function asRow({ way, toKind, toId, purpose, content, items, release, law }: Row): DisclosureRow {
  // What was said to the payer has an id of zeros in rows of before.
  const to = { kind: toKind, id: toKind === 'payer' ? null : toId };
  // What was told without a release says the first of many purposes there.
  const isUnsaid = release === null && (way === 'spoken' || way === 'provider-told');
  return { way, to, purpose: isUnsaid ? null : purpose, content, items, release, law } as DisclosureRow;
}

function stepIn(data: unknown): unknown {
  return (data as { step?: unknown }).step;
}
