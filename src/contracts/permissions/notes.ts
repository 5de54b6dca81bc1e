import type { NoteFacts } from '../../domain/notes/steps.ts';
import { type PermissionsOf, team } from './roles.ts';

export const notePermissions = {
  'command:consultSupervisor': team,
  'command:documentConsultation': team,
} as const satisfies PermissionsOf<NoteFacts>;
