import type { StaffRole } from '../../../engine/policy/terms.ts';
import { clientReaders, team } from '../../../kit/http/roles.ts';

/** Files of clients. Intake sends what came with a referral, and reads of files what it sent itself. */
export const attachmentPermissions = {
  'attachment:write': clientReaders,
  'attachment:read': clientReaders,
  'attachment:strike': team,
} as const satisfies Record<string, readonly StaffRole[]>;
