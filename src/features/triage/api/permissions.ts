import type { TriageFacts } from '../../../engine/record/steps/triage.ts';
import { leads, type PermissionsOf, team } from '../../../kit/http/roles.ts';

export const triagePermissions = {
  'command:confirmNeed': team,
  'command:nameTreatmentProvider': ['intake', ...team],
  'command:notifyTreatmentProvider': team,
  'command:scheduleAppointment': team,
  'command:remindOfAppointment': team,
  'command:recordAppointment': team,
  'command:recordLocateAttempt': team,
  // IN-7: a supervisor decides.
  'command:decideLocate': leads,
} as const satisfies PermissionsOf<TriageFacts>;
