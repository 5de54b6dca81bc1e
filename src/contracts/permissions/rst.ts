import type { RstFacts } from '../../domain/rst/steps.ts';
import type { PermissionsOf } from './roles.ts';

export const rstPermissions = {} as const satisfies PermissionsOf<RstFacts>;
