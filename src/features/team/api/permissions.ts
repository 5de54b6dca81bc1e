import type { TeamFacts } from '../../../engine/record/steps/team.ts';
import { type PermissionsOf, team } from '../../../kit/http/roles.ts';

export const rstPermissions = {
  'command:confirmContactInformation': team,
} as const satisfies PermissionsOf<TeamFacts>;
