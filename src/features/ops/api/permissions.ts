import type { StaffRole } from '../../../engine/policy/terms.ts';

/** Whether anything of the system is stuck. */
export const opsPermissions = {
  'ops:read': ['ops'],
} as const satisfies Record<string, readonly StaffRole[]>;
