import type { StaffRole } from '../../../engine/policy/terms.ts';
import { leads } from '../../../kit/http/roles.ts';

/** Who refers clients may import referrals, and reads what became of the rows: ids, and nobody's name. */
export const importPermissions = {
  'import:run': ['intake', ...leads],
} as const satisfies Record<string, readonly StaffRole[]>;
