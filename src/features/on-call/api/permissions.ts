import type { StaffRole } from '../../../engine/policy/terms.ts';
import { leads, team } from '../../../kit/http/roles.ts';

/** Who is on call when; putting people there; one's own shifts, and swapping them (CR-1). */
export const onCallPermissions = {
  'on-call:read': ['intake', ...team],
  'on-call:keep': leads,
  'on-call:mine': team,
  'on-call:swap': ['coordinator'],
} as const satisfies Record<string, readonly StaffRole[]>;
