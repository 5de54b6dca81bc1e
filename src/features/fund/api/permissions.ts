import type { StaffRole } from '../../../engine/policy/terms.ts';
import { leads, team } from '../../../kit/http/roles.ts';

/** The agency's discretionary fund: its ledger, paying from it, filling and counting it. */
export const fundPermissions = {
  'fund:read': team,
  'fund:pay': team,
  'fund:keep': leads,
} as const satisfies Record<string, readonly StaffRole[]>;
