import type { StaffRole } from '../../../engine/policy/terms.ts';
import { clientReaders, team } from '../../../kit/http/roles.ts';

/**
 * Files of clients. Intake sends what came with a referral, and reads of files what it sent itself. What lies in a staff file
 * stands under the staff file's own.
 */
export const attachmentPermissions = {
  'attachment:write': clientReaders,
  'attachment:read': clientReaders,
  'attachment:strike': team,
} as const satisfies Record<string, readonly StaffRole[]>;
