import type { StaffRole } from '../../../engine/policy/terms.ts';
import { everyone, team } from '../../../kit/http/roles.ts';

/** Who may look all the same is said by what they have to do with the client: the refusal tells why. */
export const relationPermissions = {
  'break-glass': everyone,
  'break-glass:read': ['privacy-officer', 'director'],
  'break-glass:review': ['privacy-officer', 'director'],
  // Rows of clients as a file: not for who sees them only in passing (intake) or reads nothing of anybody (ops).
  'list:take': ['payer', 'quality', 'privacy-officer', ...team],
  'list-taken:read': ['privacy-officer', 'director'],
} satisfies Record<string, readonly StaffRole[]>;
