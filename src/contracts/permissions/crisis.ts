import type { CrisisFacts } from '../../domain/crisis/steps.ts';
import type { PermissionsOf } from './roles.ts';

export const crisisPermissions = {} as const satisfies PermissionsOf<CrisisFacts>;
