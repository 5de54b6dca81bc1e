import type { OutcomeFacts } from '../../domain/outcomes/steps.ts';
import type { PermissionsOf } from './roles.ts';

export const outcomePermissions = {} as const satisfies PermissionsOf<OutcomeFacts>;
