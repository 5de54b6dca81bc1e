import type { AuthorizationFacts } from '../../../engine/record/steps/authorizations.ts';
import { leads, type PermissionsOf, team } from '../../../kit/http/roles.ts';

export const authorizationPermissions = {
  'command:requestAuthorization': team,
  // A lead enters the decision that came by letter.
  'command:decideAuthorization': ['payer', ...leads],
  'command:resubmitAuthorization': team,
  'command:appealDecision': team,
  'command:endAuthorization': team,
  'command:recordService': team,
} as const satisfies PermissionsOf<AuthorizationFacts>;
