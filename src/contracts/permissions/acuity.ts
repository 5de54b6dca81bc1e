import type { AcuityFacts } from '../../domain/acuity/steps.ts';
import type { PermissionsOf } from './roles.ts';

export const acuityPermissions = {} as const satisfies PermissionsOf<AcuityFacts>;
