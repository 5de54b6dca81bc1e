import type { RstFacts } from '../../domain/rst/steps.ts';
import { type PermissionsOf, team } from './roles.ts';

export const rstPermissions = {
  'command:confirmContactInformation': team,
} as const satisfies PermissionsOf<RstFacts>;
