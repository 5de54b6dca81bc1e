import type { CrisisFacts } from '../../../engine/record/steps/crisis.ts';
import { type PermissionsOf, team } from '../../../kit/http/roles.ts';

export const crisisPermissions = {
  'command:reportCrisis': ['intake', ...team],
  'command:answerCrisis': team,
  'command:recordCrisisAction': team,
  'command:handOverCrisis': team,
  'command:closeCrisis': team,
  'command:recordStaffing': team,
  'command:reviewSafetyPlan': team,
} as const satisfies PermissionsOf<CrisisFacts>;
