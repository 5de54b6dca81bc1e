import type { StaffRole } from '../../../engine/policy/terms.ts';
import { team } from '../../../kit/http/roles.ts';

/** Roster and contact information. */
export const teamPermissions = {
  'contact-information:write': ['intake', ...team],
  'roster:write': team,
} as const satisfies Record<string, readonly StaffRole[]>;
