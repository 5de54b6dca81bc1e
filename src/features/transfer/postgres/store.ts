import type { LeavingFact } from '../../../engine/policy/terms.ts';
import type { AcceptedTransfer, TransferStore, TransferWork } from './ports.ts';
import type { IdentityStore } from '../../identity/postgres/ports.ts';
import type { Prisma as PrismaHandle } from '../../../kit/postgres/client.ts';
import { guarded } from '../../../kit/postgres/guarded.ts';
import { answerTransfer, offerTransfer } from './acts.ts';
import { copyDocuments } from './copies.ts';
import { receiveClient } from './receiving.ts';
import { transferRow, withAgencies } from './rows.ts';

const goingOn = ['accepted', 'enrolled', 'carried'];
const over = ['done', 'stopped'];

/** Transfers in PostgreSQL, for the people of both agencies. */
export function createTransferStore(prisma: PrismaHandle): TransferStore {
  return guarded<TransferStore>({
    agencies: (agencyId) =>
      prisma.agency.findMany({
        where: { id: { not: agencyId } },
        select: { id: true, name: true },
        orderBy: [{ name: 'asc' }, { id: 'asc' }],
      }),
    offer: (request) => offerTransfer(prisma, request),
    answer: (request) => answerTransfer(prisma, request),
    async list(agencyId, enrollmentId) {
      const sent = { fromAgencyId: agencyId, ...(enrollmentId ? { fromEnrollmentId: enrollmentId } : {}) };
      const received = { toAgencyId: agencyId, ...(enrollmentId ? { toEnrollmentId: enrollmentId } : {}) };
      const rows = await prisma.transfer.findMany({
        where: { OR: [sent, received] },
        include: withAgencies,
        orderBy: [{ offeredAt: 'desc' }, { id: 'desc' }],
        take: 200,
      });
      return rows.map(transferRow);
    },
    async get(agencyId, id) {
      const mine = { OR: [{ fromAgencyId: agencyId }, { toAgencyId: agencyId }] };
      const row = await prisma.transfer.findFirst({ where: { id, ...mine }, include: withAgencies });
      return row && transferRow(row);
    },
  });
}

/** The same for the worker, which brings accepted ones to their end. */
export function createTransferWork(
  prisma: PrismaHandle,
  identities: Pick<IdentityStore, 'refer'>,
): TransferWork {
  return guarded<TransferWork>({
    async unfinished() {
      const rows = await prisma.transfer.findMany({
        where: { state: { in: goingOn } },
        select: { id: true },
        orderBy: { answeredAt: 'asc' },
        take: 200,
      });
      return rows.map(({ id }) => id);
    },
    async load(id) {
      const row = await prisma.transfer.findUniqueOrThrow({ where: { id }, include: withAgencies });
      const transfer = transferRow(row);
      const { toEnrollmentId, answeredAt, answeredBy } = transfer;
      if (toEnrollmentId === null || answeredAt === null || answeredBy === null)
        throw new Error('the transfer has not been accepted');
      const { profileHash, calendarHash } = row.toAgency;
      const leaving = row.leaving as AcceptedTransfer['leaving'] & Record<LeavingFact, boolean>;
      const words = { ...(row.words as Record<string, string>), receivingAgency: row.toAgency.name };
      return {
        ...{ ...transfer, toEnrollmentId, answeredAt, answeredBy },
        ...{ profileHash, calendarHash, leaving, words },
      };
    },
    receiveClient: (transfer) => receiveClient(prisma, identities, transfer),
    copyDocuments: (transfer, at) => copyDocuments(prisma, transfer, at),
    async note(id, { at, ...change }) {
      const settled = change.state !== undefined && over.includes(change.state);
      await prisma.transfer.updateMany({
        where: { id, state: { notIn: over } },
        data: { ...change, ...(settled ? { settledAt: new Date(at) } : {}) },
      });
    },
  });
}
