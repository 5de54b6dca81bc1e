import type { StaffRole } from '../../../engine/policy/terms.ts';
import { everyone } from '../../../kit/http/roles.ts';

/** One's inbox; what is on its way out. */
export const notificationPermissions = {
  inbox: everyone,
  'deliveries:read': ['ops'],
} as const satisfies Record<string, readonly StaffRole[]>;
