import type { ReferralFacts } from '../../../engine/record/steps/referrals.ts';
import type { ReleaseFacts } from '../../../engine/record/steps/releases.ts';
import { type PermissionsOf, team } from '../../../kit/http/roles.ts';

export const referralPermissions = {
  // The Central Intake Unit sends consents with its referral, and hears of revocations, too.
  'command:grantRelease': ['intake', ...team],
  'command:revokeRelease': ['intake', ...team],
  'command:recordChoice': team,
  'command:makeReferral': team,
  'command:sendReferral': team,
  'command:recordReferralAnswer': team,
  'command:startService': team,
  'command:reviewService': team,
  'command:recordServiceFeedback': team,
  'command:endService': team,
  'command:withdrawReferral': team,
} as const satisfies PermissionsOf<ReferralFacts | ReleaseFacts>;
