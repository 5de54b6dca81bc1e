import type { AuthorizationFacts } from '../../domain/authorizations/steps.ts';
import type { PermissionsOf } from './roles.ts';

export const authorizationPermissions = {} as const satisfies PermissionsOf<AuthorizationFacts>;
