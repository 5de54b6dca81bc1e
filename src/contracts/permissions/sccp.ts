import type { SccpFacts } from '../../domain/sccp/steps.ts';
import type { PermissionsOf } from './roles.ts';

export const sccpPermissions = {} as const satisfies PermissionsOf<SccpFacts>;
