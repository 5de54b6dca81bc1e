import type { StaffRole } from '../../../engine/policy/terms.ts';
import { clientReaders } from '../../../kit/http/roles.ts';

/** Who says who belongs to the household: a referral of a family tells of it as well. */
export const householdPermissions = {
  // Whoever may replace it has to see what is replaced.
  'household:read': clientReaders,
  'household:write': clientReaders,
} as const satisfies Record<string, readonly StaffRole[]>;
