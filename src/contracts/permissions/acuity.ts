import type { AcuityFacts } from '../../domain/acuity/steps.ts';
import { leads, type PermissionsOf, team } from './roles.ts';

export const acuityPermissions = {
  'command:keepLevel': leads,
  'command:reportHighAcuityEvent': team,
} as const satisfies PermissionsOf<AcuityFacts>;
