import { team, type StaffRole } from '../../../kit/http/roles.ts';

/** Roster and contact information. */
export const teamPermissions = {
  'contact-information:write': ['intake', ...team],
  'roster:write': team,
} as const satisfies Record<string, readonly StaffRole[]>;
