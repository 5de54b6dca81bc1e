import type { PrismaClient } from '../kit/postgres/generated/client.ts';
import { accessReads } from './access/postgres/reads.ts';
import { assignmentReads } from './assignment/postgres/reads.ts';
import { authorizedReads } from './authorizations/postgres/reads.ts';
import { chartReads } from './enrollments/postgres/chart.ts';
import { enrollmentReads } from './enrollments/postgres/reads.ts';
import { guarded } from '../kit/postgres/guarded.ts';
import { numberReads } from './numbers/postgres/reads.ts';
import { outgoingReads } from './notifications/postgres/reads.ts';
import { pendingReads } from './pending-steps/postgres/reads.ts';
import { recordReads } from './notes/postgres/reads.ts';
import { reportReads } from './numbers/postgres/reports.ts';
import { staffReads } from './staff/postgres/reads.ts';
import { supervisionReads } from './supervision/postgres/reads.ts';
import { worklistReads } from './enrollments/postgres/worklists.ts';

export { guarded } from '../kit/postgres/guarded.ts';
export { createWrites, type Writes } from './enrollments/postgres/writes.ts';

/**
 * What the API asks the record. Every query about clients takes the agency (or a scope), so that none can reach over to
 * another's. All throw RecordUnavailableError when the record cannot be reached.
 */
export type Reads = ReturnType<typeof createReads>;

/** The API's queries over one database. */
export function createReads(prisma: PrismaClient) {
  return guarded({
    ...accessReads(prisma),
    ...assignmentReads(prisma),
    ...enrollmentReads(prisma),
    ...chartReads(prisma),
    ...worklistReads(prisma),
    ...authorizedReads(prisma),
    ...outgoingReads(prisma),
    ...pendingReads(prisma),
    ...recordReads(prisma),
    ...staffReads(prisma),
    ...supervisionReads(prisma),
    ...numberReads(prisma),
    ...reportReads(prisma),
  });
}
