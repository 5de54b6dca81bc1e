/** Why steps about releases of information, referrals and services (RF, SV, CO-5) are refused. */
export type ReferralRefusal =
  'release-missing' | 'release-expired' | 'release-already-revoked' | 'unknown-release';
