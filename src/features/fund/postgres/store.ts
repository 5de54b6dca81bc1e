import type { NamedActor } from '../../../kit/documents.ts';
import type { NewPendingStep } from '../../pending-steps/postgres/ports.ts';
import type { FundRequest, FundRow, FundStore } from './ports.ts';
import { CameLater, performAct, type Transaction } from '../../../kit/postgres/acts.ts';
import type { Prisma as PrismaHandle } from '../../../kit/postgres/client.ts';
import type { FundEntry as FundColumns } from '../../../kit/postgres/generated/client.ts';
import { takeIn } from '../../pending-steps/postgres/store.ts';
import { guarded } from '../../../kit/postgres/guarded.ts';
import { namesOf } from '../../../kit/postgres/named-actors.ts';
import { entering, entryOf } from './entries.ts';

/** The agencies' discretionary funds in PostgreSQL (AU-4). */
export function createFundStore(prisma: PrismaHandle): FundStore {
  return guarded<FundStore>({
    act: (request) =>
      performAct(prisma, request, request.payment ? paying(request, request.payment) : entering(request)),

    async entries(agencyId, { beforeSeq, limit }) {
      const [newest, rows] = await Promise.all([
        prisma.fundEntry.findFirst({ where: { agencyId }, orderBy: { seq: 'desc' } }),
        prisma.fundEntry.findMany({
          where: { agencyId, ...(beforeSeq === undefined ? {} : { seq: { lt: beforeSeq } }) },
          orderBy: { seq: 'desc' },
          take: limit,
        }),
      ]);
      const named = await namesOf(
        prisma,
        rows.map(({ actor }) => actor),
      );
      return { balanceCents: newest?.balanceCents ?? 0, rows: rows.map((row) => fundRow(row, named)) };
    },
  });
}

/** The entry and the step of a payment, both or neither. */
function paying(request: FundRequest, { step }: { step: NewPendingStep }): ReturnType<typeof entering> {
  const entry = entering(request);
  return {
    ...entry,
    find: async (tx) => (await entry.find(tx)) ?? (await waitingUnder(tx, step)),
    async write(tx, plan) {
      await entry.write(tx, plan);
      const taken = await takeIn(tx, step);
      // Another step of that enrollment has begun to wait under the key, this very moment.
      if (taken.status !== 'waiting') throw new CameLater();
    },
  };
}

/** Another step of the enrollment that waits under the payment's key. */
async function waitingUnder(tx: Transaction, { enrollmentId, request }: NewPendingStep) {
  const { commandId } = request.message;
  const row = await tx.pendingStep.findUnique({
    where: { enrollmentId_commandId: { enrollmentId, commandId }, state: 'waiting' },
  });
  return row && { by: { staffId: row.staffId }, fingerprint: row.fingerprint };
}

function fundRow(row: FundColumns, named: (actor: unknown) => NamedActor): FundRow {
  return {
    ...entryOf(row),
    enrollmentId: row.enrollmentId,
    purpose: row.purpose as FundRow['purpose'],
    note: row.note,
    by: named(row.actor),
    recordedAt: row.recordedAt.getTime(),
  };
}
