import type { StaffRole } from '../../../engine/policy/terms.ts';
import { leads } from '../../../kit/http/roles.ts';

/** Who says that two files are one person's, and that they are not. */
export const linkPermissions = {
  'client:link': leads,
} as const satisfies Record<string, readonly StaffRole[]>;
