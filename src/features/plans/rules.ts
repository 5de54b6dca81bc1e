import type { Profile, Rule } from '../../engine/record/authoring.ts';
import { every, plain } from '../../engine/policy/rule-parts.ts';

/** Duties about the plan of care beyond its deadlines (PL). */
export const sccpRules: Rule[] = [
  {
    ...plain,
    kind: 'sccp.release',
    duty: 'PL-8',
    title: 'New release of information for a changed plan',
    opens: [{ on: 'step', step: 'amendSccp', where: { disclosureChanges: true } }],
    cadence: every(
      1,
      'business-days',
      'Agency default, after 002 (issue a new release with the change)',
      'agency',
    ),
    met: [{ step: 'grantRelease' }],
  },
  {
    ...plain,
    kind: 'sccp.transition',
    duty: 'PL-9',
    title: 'Transition plan of a client who is to be released',
    opens: [{ on: 'step', step: 'setReleaseDate' }],
    // Another date: what was owed by the earlier one is not owed any more.
    withdrawnBy: [{ step: 'setReleaseDate' }],
    cadence: {
      fact: 'releaseOn',
      minus: { unit: 'days', count: 1 },
      source: '001 B.2 (established and implemented prior to the release)',
      basis: 'policy',
    },
    met: [{ step: 'completeTransitionSccp' }],
  },
];

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
