import { leads, team, type StaffRole } from '../../../kit/http/roles.ts';

/** The assignment queue, who could take whom (IN-4); what an agency settles about it. */
export const assignmentPermissions = {
  'assignment:read': leads,
  'assignment-need:write': ['intake', ...team],
  'assignment-settings:write': leads,
} as const satisfies Record<string, readonly StaffRole[]>;
