import { type StaffRole, team } from './roles.ts';

export type DocumentOperation = 'contact-information:write';

/** Who may write which kind of document; reading is `details:read` unless a kind says else. */
export const documentPermissions = {
  'contact-information:write': ['intake', ...team],
} as const satisfies Record<DocumentOperation, readonly StaffRole[]>;
