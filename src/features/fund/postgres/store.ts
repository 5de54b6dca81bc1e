import type { NamedActor } from '../../../kit/documents.ts';
import type { FundOutcome, FundRequest, FundRow, FundStore } from './ports.ts';
import type { Prisma as PrismaHandle } from '../../../kit/postgres/client.ts';
import { classifyFailure } from '../../../kit/postgres/failures.ts';
import type { FundEntry as FundColumns } from '../../../kit/postgres/generated/client.ts';
import { takeIn } from '../../pending-steps/postgres/store.ts';
import { guarded } from '../../../kit/postgres/guarded.ts';
import { namesOf } from '../../../kit/postgres/named-actors.ts';
import { appendEntry, entryOf } from './entries.ts';

/** Two acts at once write the same number: the later one is judged anew, that often at most. */
const mostTries = 50;

/** The agencies' discretionary funds in PostgreSQL (AU-4). */
export function createFundStore(prisma: PrismaHandle): FundStore {
  return guarded<FundStore>({
    async act(request) {
      for (let tries = 1; ; tries += 1) {
        try {
          return await attempt(prisma, request);
        } catch (error) {
          if (error instanceof KeyTaken) return { status: 'command-id-reused' };
          if (!isOvertaken(error) || tries >= mostTries) throw error;
        }
      }
    },

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
function attempt(prisma: PrismaHandle, request: FundRequest): Promise<FundOutcome> {
  return prisma.$transaction(async (tx) => {
    const outcome = await appendEntry(tx, request);
    if (outcome.status !== 'written' || !request.payment) return outcome;
    const taken = await takeIn(tx, request.payment.step);
    if (taken.status !== 'waiting') throw new KeyTaken();
    return outcome;
  });
}

/** Another step of that enrollment waits under the key. */
class KeyTaken extends Error {
  override readonly name = 'KeyTaken';
}

function isOvertaken(error: unknown): boolean {
  const { kind, code } = classifyFailure(error);
  return kind === 'unique' || code === '40001' || code === '40P01';
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
