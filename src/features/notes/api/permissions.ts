import type { StaffRole } from '../../../engine/policy/terms.ts';
import { team } from '../../../kit/http/roles.ts';

/** Notes; exporting services to the county's system and marking them entered. */
export const notePermissions = {
  'note:write': team,
  'mis:export': team,
} as const satisfies Record<string, readonly StaffRole[]>;
