import { leads, type StaffRole, team } from '../../../kit/http/roles.ts';

export type MoveOperation =
  /** Moving clients of one coordinator to others; the coordinators concerned read it. */
  | 'reassignment:plan'
  | 'reassignment:read'
  /** Who is away, and who covers. */
  | 'absence:write'
  | 'absence:read';

export const movePermissions = {
  'reassignment:plan': leads,
  'reassignment:read': team,
  'absence:write': leads,
  'absence:read': team,
} as const satisfies Record<MoveOperation, readonly StaffRole[]>;
