import type { StaffRole } from '../../../engine/policy/terms.ts';
import { leads, team } from '../../../kit/http/roles.ts';

/** Transfers between agencies: reading them; offering, and taking the offer back; answering another agency's. */
export const transferPermissions = {
  'transfer:read': ['intake', ...team],
  // AC-4: a lead approves that a client leaves.
  'transfer:offer': leads,
  'transfer:answer': ['intake', ...leads],
} as const satisfies Record<string, readonly StaffRole[]>;
