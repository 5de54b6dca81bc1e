import type { SccpFacts } from '../../domain/sccp/steps.ts';
import { type PermissionsOf, team } from './roles.ts';

export const sccpPermissions = {
  'command:amendSccp': team,
  'command:setReleaseDate': team,
  'command:completeTransitionSccp': team,
} as const satisfies PermissionsOf<SccpFacts>;
