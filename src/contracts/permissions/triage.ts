import type { TriageFacts } from '../../domain/triage/steps.ts';
import type { PermissionsOf } from './roles.ts';

export const triagePermissions = {} as const satisfies PermissionsOf<TriageFacts>;
