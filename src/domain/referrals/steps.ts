import type { ReleaseFacts } from '../releases/steps.ts';

/** Steps about releases of information, referrals and services (RF, SV, CO-5). */
export type ReferralFacts = ReleaseFacts;

/** Past tense of each. */
export const referralEvents = {
  grantRelease: 'ReleaseGranted',
  revokeRelease: 'ReleaseRevoked',
} as const satisfies Record<ReferralFacts['type'], string>;
