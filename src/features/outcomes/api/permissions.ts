import type { OutcomeFacts } from '../../../engine/record/steps/outcomes.ts';
import { leads, type PermissionsOf, team } from '../../../kit/http/roles.ts';

export const outcomePermissions = {
  'command:enterClientGroup': ['intake', ...team],
  'command:leaveClientGroup': team,
  'command:recordInstrument': team,
  // A lead enters what the county asked by letter.
  'command:askSatisfaction': ['payer', ...leads],
  'command:raiseDispute': team,
  'command:recordDisputeStep': team,
  'command:settleDispute': leads,
  'command:withdrawDispute': team,
} as const satisfies PermissionsOf<OutcomeFacts>;
