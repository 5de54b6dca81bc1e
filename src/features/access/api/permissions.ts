import type { StaffRole } from '../../../engine/policy/terms.ts';
import { everyone } from '../../../kit/http/roles.ts';

/** Giving somebody an access token; seeing and ending one's own. */
export const accessPermissions = {
  'access:give': ['director'],
  'access:own': everyone,
} as const satisfies Record<string, readonly StaffRole[]>;
