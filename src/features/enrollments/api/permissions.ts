import type { StaffRole } from '../../../engine/policy/terms.ts';
import { clientReaders, detailReaders, everyone, leads, team } from '../../../kit/http/roles.ts';

/**
 * Enrollments. Of whom somebody may read is said by what they have to do with the client; the payer reads that there is one
 * and the requests made to them, and ops nothing of clients at all.
 */
export const enrollmentPermissions = {
  'enrollment:create': ['intake', ...leads],
  // What came in, and what a referral is written with.
  'intake:read': ['intake', ...leads],
  'enrollment:read': ['intake', 'payer', 'quality', ...team],
  // What is owed, what happened, and what each feature makes of it.
  'chart:read': ['intake', 'quality', ...team],
  // Names and birth dates of clients.
  'client:read': clientReaders,
  // Notes, plans, reasons: what people wrote.
  'details:read': detailReaders,
  'entered-in-error:read': ['quality', ...leads],
  'worklist:mine': team,
  'worklist:team': leads,
  'policy:read': everyone,
} as const satisfies Record<string, readonly StaffRole[]>;
