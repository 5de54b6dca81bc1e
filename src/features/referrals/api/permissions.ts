import type { StaffRole } from '../../../engine/policy/terms.ts';
import { team } from '../../../kit/http/roles.ts';

/** The directory of providers. */
export const referralPermissions = {
  'directory:read': ['intake', ...team],
  'directory:write': ['intake', ...team],
} as const satisfies Record<string, readonly StaffRole[]>;
