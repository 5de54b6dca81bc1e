import type { StaffRole } from '../../../engine/policy/terms.ts';
import { leads } from '../../../kit/http/roles.ts';

/** How well the work is done, and the cases behind each number; having a month's report made anew (SU-3). */
export const numberPermissions = {
  'numbers:read': ['payer', 'quality', ...leads],
  'numbers:report': leads,
} as const satisfies Record<string, readonly StaffRole[]>;
