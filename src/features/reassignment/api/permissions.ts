import type { StaffRole } from '../../../engine/policy/terms.ts';
import { leads, team } from '../../../kit/http/roles.ts';

/** Moving clients of one coordinator to others; the coordinators concerned read it. */
export const reassignmentPermissions = {
  'reassignment:plan': leads,
  'reassignment:read': team,
} as const satisfies Record<string, readonly StaffRole[]>;
