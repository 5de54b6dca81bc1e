import type { StaffRole } from '../../../engine/policy/terms.ts';
import { team } from '../../../kit/http/roles.ts';

/** Who belongs to the household. */
export const householdPermissions = {
  'household:write': team,
} as const satisfies Record<string, readonly StaffRole[]>;
