/** Steps about releases of information, referrals and services (RF, SV, CO-5). */
export type ReferralFacts = never;

/** Past tense of each. */
export const referralEvents = {} as const satisfies Record<ReferralFacts['type'], string>;
