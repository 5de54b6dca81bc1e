import { type StaffRole, team } from './roles.ts';

export type DocumentOperation = 'contact-information:write' | 'plan:write';

/** Who may write which kind of document; reading is `details:read` unless a kind says else. */
export const documentPermissions = {
  'contact-information:write': ['intake', ...team],
  'plan:write': team,
} as const satisfies Record<DocumentOperation, readonly StaffRole[]>;
