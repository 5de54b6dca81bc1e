import type { StaffRole } from '../../../engine/policy/terms.ts';
import { leads } from '../../../kit/http/roles.ts';

/** What waits for the payer: who decides it, and those who answer for its being decided. */
export const authorizationPermissions = {
  'requests:read': ['payer', ...leads],
} as const satisfies Record<string, readonly StaffRole[]>;
