import { everyone, leads, type StaffRole, team } from '../kit/http/roles.ts';

export type DocumentOperation =
  | 'assignment-need:write'
  | 'assignment-settings:write'
  | 'contact-information:write'
  | 'directory:read'
  | 'directory:write'
  | 'note:write'
  | 'plan:write'
  | 'roster:write'
  | 'household:write'
  | 'staff-file:read'
  | 'staff-file:write'
  /** Case reviews, goals, check-ins, evaluations: leading them, and the part of whom they are about. */
  | 'supervision:read'
  | 'supervision:write'
  | 'supervision:own';

/** Who may write which kind of document; reading is `details:read` unless a kind says else. */
export const documentPermissions = {
  'assignment-need:write': ['intake', ...team],
  'assignment-settings:write': leads,
  'contact-information:write': ['intake', ...team],
  'directory:read': ['intake', ...team],
  'directory:write': ['intake', ...team],
  'note:write': team,
  'plan:write': team,
  'roster:write': team,
  'household:write': team,
  // Others their own.
  'staff-file:read': everyone,
  'staff-file:write': leads,
  // Others their own; of supervisors the one who is named.
  'supervision:read': everyone,
  'supervision:write': leads,
  'supervision:own': everyone,
} as const satisfies Record<DocumentOperation, readonly StaffRole[]>;
