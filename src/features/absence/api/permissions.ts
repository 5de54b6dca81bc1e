import type { StaffRole } from '../../../engine/policy/terms.ts';
import { leads, team } from '../../../kit/http/roles.ts';

/** Who is away, and who covers. */
export const absencePermissions = {
  'absence:write': leads,
  'absence:read': team,
} as const satisfies Record<string, readonly StaffRole[]>;
