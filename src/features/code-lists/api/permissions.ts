import type { StaffRole } from '../../../engine/policy/terms.ts';
import { everyone } from '../../../kit/http/roles.ts';

/** The agency's own words for needs and crises. */
export const codeListPermissions = {
  'code-lists:read': everyone,
  'code-lists:write': ['director'],
} as const satisfies Record<string, readonly StaffRole[]>;
