import type { TransferFacts } from '../../../engine/record/steps/transfer.ts';
import { leads, type PermissionsOf, type StaffRole, team } from '../../../kit/http/roles.ts';

/** Transfers between agencies: reading them; offering, and taking the offer back; answering another agency's. */
export type TransferOperation = 'transfer:read' | 'transfer:offer' | 'transfer:answer';

export const transferPermissions = {
  'transfer:read': ['intake', ...team],
  // AC-4: a lead approves that a client leaves.
  'transfer:offer': leads,
  'transfer:answer': ['intake', ...leads],
  'command:settleCarried': team,
} as const satisfies PermissionsOf<TransferFacts> & Record<TransferOperation, readonly StaffRole[]>;
