import type { Rule } from '../../profile.ts';

/** Duties about releases of information, referrals and services (RF, SV, CO-5). */
export const referralRules: Rule[] = [];
