import type { StaffRole } from '../../../engine/policy/terms.ts';
import { leads, team } from '../../../kit/http/roles.ts';

/** Who has how many clients; letting somebody take more than the cap (ST-4). */
export const caseloadPermissions = {
  'caseload:read': team,
  'caseload:override': leads,
} as const satisfies Record<string, readonly StaffRole[]>;
