import type { StaffRole } from '../../../engine/policy/terms.ts';
import { leads, team } from '../../../kit/http/roles.ts';

/** The assignment queue, who could take whom (IN-4); what an agency settles about it. */
export const assignmentPermissions = {
  'assignment:read': leads,
  'assignment-need:write': ['intake', ...team],
  'assignment-settings:write': leads,
} as const satisfies Record<string, readonly StaffRole[]>;
