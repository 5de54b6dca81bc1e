import type { NoteFacts } from '../../domain/notes/steps.ts';
import type { PermissionsOf } from './roles.ts';

export const notePermissions = {} as const satisfies PermissionsOf<NoteFacts>;
