import type { StaffRole } from '../../../engine/policy/terms.ts';
import { team } from '../../../kit/http/roles.ts';

/** Plans of care. */
export const planPermissions = {
  'plan:write': team,
} as const satisfies Record<string, readonly StaffRole[]>;
