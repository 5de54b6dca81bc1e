import { team, type StaffRole } from '../../../kit/http/roles.ts';

/** The directory of providers. */
export const referralPermissions = {
  'directory:read': ['intake', ...team],
  'directory:write': ['intake', ...team],
} as const satisfies Record<string, readonly StaffRole[]>;
