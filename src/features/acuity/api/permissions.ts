import type { AcuityFacts } from '../../../engine/record/steps/acuity.ts';
import { leads, type PermissionsOf, team } from '../../../kit/http/roles.ts';

export const acuityPermissions = {
  'command:keepLevel': leads,
  'command:reportHighAcuityEvent': team,
} as const satisfies PermissionsOf<AcuityFacts>;
