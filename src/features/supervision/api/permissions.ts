import type { StaffRole } from '../../../engine/policy/terms.ts';
import { everyone, leads, team } from '../../../kit/http/roles.ts';

/** Case reviews, goals, check-ins, evaluations: leading them, and the part of whom they are about. */
export const supervisionPermissions = {
  // Others their own; of supervisors the one who is named.
  'supervision:read': everyone,
  'supervision:write': leads,
  'supervision:own': everyone,
  // What is due: of whom one leads, a coordinator their own.
  'reviews:read': team,
} as const satisfies Record<string, readonly StaffRole[]>;
