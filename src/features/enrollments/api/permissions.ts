import type { StaffRole } from '../../../engine/policy/terms.ts';
import { clientReaders, detailReaders, everyone, leads, team } from '../../../kit/http/roles.ts';

/** Enrollments. The payer reads only those with an extension request, and ops nothing of clients at all: the routes see to that. */
export const enrollmentPermissions = {
  'enrollment:create': ['intake', ...leads],
  'enrollment:read': ['intake', 'payer', ...team],
  // Names and birth dates of clients.
  'client:read': clientReaders,
  // Notes, plans, reasons: what people wrote.
  'details:read': detailReaders,
  'worklist:mine': team,
  'worklist:team': leads,
  'policy:read': everyone,
} as const satisfies Record<string, readonly StaffRole[]>;
