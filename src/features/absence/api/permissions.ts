import { leads, team, type StaffRole } from '../../../kit/http/roles.ts';

/** Who is away, and who covers. */
export const absencePermissions = {
  'absence:write': leads,
  'absence:read': team,
} as const satisfies Record<string, readonly StaffRole[]>;
