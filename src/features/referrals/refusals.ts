/** Why steps about releases of information, referrals and services (RF, SV, CO-5) are refused. */
export type ReferralRefusal =
  | 'release-missing'
  | 'release-expired'
  | 'release-already-revoked'
  | 'unknown-release'
  | 'choice-missing'
  | 'choice-not-offered'
  | 'referral-out-of-order'
  | 'need-not-confirmed'
  | 'provider-not-suitable'
  | 'referral-dates'
  | 'referral-fee'
  /** Asked of the directory by the API: the domain knows ids only. */
  | 'unknown-provider'
  | 'unknown-referral'
  | 'referral-out-of-turn'
  | 'decline-reason-missing'
  | 'not-a-coordinators-service';
