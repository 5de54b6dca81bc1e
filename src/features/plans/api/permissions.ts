import type { PlanFacts } from '../../../engine/record/steps/plans.ts';
import { type PermissionsOf, team } from '../../../kit/http/roles.ts';

export const sccpPermissions = {
  'command:amendSccp': team,
  'command:setReleaseDate': team,
  'command:completeTransitionSccp': team,
} as const satisfies PermissionsOf<PlanFacts>;
