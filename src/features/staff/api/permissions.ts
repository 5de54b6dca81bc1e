import type { StaffRole } from '../../../engine/policy/terms.ts';
import { everyone, leads, staffReaders } from '../../../kit/http/roles.ts';

/** Who works here, and everybody's file; hires as the quality office is told of them. */
export const staffPermissions = {
  'staff:read': staffReaders,
  'staff:hire': leads,
  // A supervisor of whom they lead, and anybody their own address: the act says so.
  'staff:change': everyone,
  'hire:read': ['payer', 'quality', ...leads],
  // Others their own.
  'staff-file:read': everyone,
  'staff-file:write': leads,
} as const satisfies Record<string, readonly StaffRole[]>;
