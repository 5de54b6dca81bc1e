import type { Profile, Rule } from '../../profile.ts';

/** Duties about the plan of care beyond its deadlines (PL). */
export const sccpRules: Rule[] = [];

/** What a transition plan counts back from the release. */
export const reentry: NonNullable<Profile['reentry']> = {
  value: [
    { task: 'pre-release-meeting', daysBefore: 30 },
    { task: 'provider-for-each-service', daysBefore: 21 },
    { task: 'first-appointments', daysBefore: 14 },
    { task: 'transition-plan', daysBefore: 1 },
  ],
  source: 'Agency default, after 001 B.2 (all of it before the release)',
  basis: 'agency',
};
