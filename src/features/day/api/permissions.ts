import type { StaffRole } from '../../../engine/policy/terms.ts';

/** Somebody's own day. */
export const dayPermissions = {
  'day:own': ['coordinator'],
} as const satisfies Record<string, readonly StaffRole[]>;
