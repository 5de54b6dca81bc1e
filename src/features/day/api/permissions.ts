import type { StaffRole } from '../../../engine/policy/terms.ts';
import { leads } from '../../../kit/http/roles.ts';

/** Somebody's own day, and what is late in the agency. */
export const dayPermissions = {
  'day:own': ['coordinator'],
  'overdue:read': leads,
  'approvals:read': leads,
  'team-day:read': leads,
} as const satisfies Record<string, readonly StaffRole[]>;
