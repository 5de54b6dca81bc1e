import type { StaffRole } from '../../../engine/policy/terms.ts';
import { everyone } from '../../../kit/http/roles.ts';

/** One's inbox; what is on its way out, and where the agency's pager is. */
export const notificationPermissions = {
  inbox: everyone,
  'deliveries:read': ['ops'],
  'deliveries:act': ['ops'],
  'webhook:read': ['director', 'ops'],
  'webhook:write': ['director', 'ops'],
} as const satisfies Record<string, readonly StaffRole[]>;
