import { team, type StaffRole } from '../../../kit/http/roles.ts';

/** Plans of care. */
export const planPermissions = {
  'plan:write': team,
} as const satisfies Record<string, readonly StaffRole[]>;
