import type { NoteFacts } from '../../../engine/record/steps/notes.ts';
import { type PermissionsOf, type StaffRole, team } from '../../../kit/http/roles.ts';

/** Exporting services and marking them entered. */
export type RecordOperation = 'mis:export';

export const notePermissions = {
  'mis:export': team,
  'command:consultSupervisor': team,
  'command:documentConsultation': team,
} as const satisfies PermissionsOf<NoteFacts> & Record<RecordOperation, readonly StaffRole[]>;
