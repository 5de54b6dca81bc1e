import type { StaffRole } from '../../../engine/policy/terms.ts';
import { everyone, team } from '../../../kit/http/roles.ts';

/** Giving somebody an access token; seeing and ending one's own; what is one's own way of looking at things. */
export const accessPermissions = {
  'access:give': ['director'],
  'access:own': everyone,
  'calendar:own': team,
  'view:own': everyone,
} as const satisfies Record<string, readonly StaffRole[]>;
