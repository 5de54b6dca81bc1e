import type { StaffRole } from '../../../engine/policy/terms.ts';
import { clientReaders } from '../../../kit/http/roles.ts';

/** Who says who belongs to the household: a referral of a family tells of it as well. */
export const householdPermissions = {
  'household:write': clientReaders,
} as const satisfies Record<string, readonly StaffRole[]>;
