import type { PrismaClient } from '../kit/postgres/generated/client.ts';
import { accessReads } from '../features/access/postgres/reads.ts';
import { assignmentReads } from '../features/assignment/postgres/reads.ts';
import { enclosableReads } from '../features/authorizations/postgres/enclosable.ts';
import { authorizedReads } from '../features/authorizations/postgres/reads.ts';
import { chartReads } from '../features/enrollments/postgres/chart.ts';
import { inErrorReads } from '../features/enrollments/postgres/entered-in-error.ts';
import { codeListReads } from '../features/code-lists/postgres/reads.ts';
import { enrollmentReads } from '../features/enrollments/postgres/reads.ts';
import { crisisReads } from '../features/crisis/postgres/reads.ts';
import { dayReads } from '../features/day/postgres/reads.ts';
import { changeReads } from '../kit/postgres/changes.ts';
import { intakeReads } from '../features/enrollments/postgres/intake.ts';
import { guarded } from '../kit/postgres/guarded.ts';
import { countedReads } from '../features/numbers/postgres/counted.ts';
import { numberReads } from '../features/numbers/postgres/reads.ts';
import { inboxWrites, outgoingReads } from '../features/notifications/postgres/reads.ts';
import { pageReads } from '../features/notifications/postgres/pages.ts';
import { stuckReads } from '../features/ops/postgres/reads.ts';
import { pendingReads } from '../features/pending-steps/postgres/reads.ts';
import { relationReads } from '../features/relation/postgres/reads.ts';
import { recordReads, recordWrites } from '../features/notes/postgres/reads.ts';
import { reportReads, reportWrites } from '../features/numbers/postgres/reports.ts';
import { staffReads } from '../features/staff/postgres/reads.ts';
import { supervisionReads } from '../features/supervision/postgres/reads.ts';
import { approvalReads } from '../features/day/postgres/approvals.ts';
import { overdueReads } from '../features/day/postgres/overdue.ts';
import { worklistReads } from '../features/enrollments/postgres/worklists.ts';

export { guarded } from '../kit/postgres/guarded.ts';

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
    ...inErrorReads(prisma),
    ...intakeReads(prisma),
    ...chartReads(prisma),
    ...changeReads(prisma),
    ...codeListReads(prisma),
    ...worklistReads(prisma),
    ...overdueReads(prisma),
    ...approvalReads(prisma),
    ...crisisReads(prisma),
    ...dayReads(prisma),
    ...authorizedReads(prisma),
    ...enclosableReads(prisma),
    ...outgoingReads(prisma),
    ...pageReads(prisma),
    ...pendingReads(prisma),
    ...stuckReads(prisma),
    ...recordReads(prisma),
    ...relationReads(prisma),
    ...staffReads(prisma),
    ...supervisionReads(prisma),
    ...numberReads(prisma),
    ...countedReads(prisma),
    ...reportReads(prisma),
  });
}

export type Writes = ReturnType<typeof createWrites>;

/** The few things the API itself writes; everything else is written by the enrollments. */
export function createWrites(prisma: PrismaClient) {
  return guarded({
    ...recordWrites(prisma),
    ...reportWrites(prisma),
    ...inboxWrites(prisma),
  });
}
