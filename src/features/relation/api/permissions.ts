import type { StaffRole } from '../../../engine/policy/terms.ts';
import { everyone } from '../../../kit/http/roles.ts';

/** Who may look all the same is said by what they have to do with the client: the refusal tells why. */
export const relationPermissions = {
  'break-glass': everyone,
  'break-glass:read': ['privacy-officer', 'director'],
} satisfies Record<string, readonly StaffRole[]>;
