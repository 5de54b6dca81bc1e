import { leads, team, type StaffRole } from '../../../kit/http/roles.ts';

/** The agency's discretionary fund: its ledger, paying from it, filling and counting it. */
export const fundPermissions = {
  'fund:read': team,
  'fund:pay': team,
  'fund:keep': leads,
} as const satisfies Record<string, readonly StaffRole[]>;
