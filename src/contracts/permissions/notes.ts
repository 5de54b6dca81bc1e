import type { NoteFacts } from '../../domain/notes/steps.ts';
import { type PermissionsOf, type StaffRole, team } from './roles.ts';

/** Exporting services and marking them entered. */
export type RecordOperation = 'mis:export';

export const notePermissions = {
  'mis:export': team,
  'command:consultSupervisor': team,
  'command:documentConsultation': team,
} as const satisfies PermissionsOf<NoteFacts> & Record<RecordOperation, readonly StaffRole[]>;
