import type { Reads } from '../../../contracts/reads.ts';
import type { PrismaClient } from '../generated/client.ts';
import { accessReads } from './access.ts';
import { assignmentReads } from './assignment.ts';
import { authorizedReads } from './authorized.ts';
import { chartReads } from './chart.ts';
import { enrollmentReads } from './enrollments.ts';
import { guarded } from './guarded.ts';
import { numberReads } from './numbers.ts';
import { outgoingReads } from './outgoing.ts';
import { pendingReads } from './pending.ts';
import { recordReads } from './record.ts';
import { reportReads } from './reports.ts';
import { staffReads } from './staff.ts';
import { supervisionReads } from './supervision.ts';
import { worklistReads } from './worklists.ts';

export { guarded } from './guarded.ts';
export { createWrites } from './writes.ts';

/** The API's queries over one database. */
export function createReads(prisma: PrismaClient): Reads {
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
