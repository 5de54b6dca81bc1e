import type { StaffRole } from '../../../engine/policy/terms.ts';
import { clientReaders } from '../../../kit/http/roles.ts';

/** Of whom, is said by what they have to do with the client; leads reach all of the agency's. */
export const identityPermissions = {
  'identity:correct': clientReaders,
} as const satisfies Record<string, readonly StaffRole[]>;
