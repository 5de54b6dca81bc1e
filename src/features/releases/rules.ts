import type { Profile, Rule } from '../../engine/record/authoring.ts';
import { consentKinds } from './consents.ts';
import { every, plain } from '../../engine/policy/rule-parts.ts';

export const releaseAtMostDays: NonNullable<Profile['releaseAtMostDays']> = {
  value: 365,
  source: 'Agency default, after 42 CFR 2.31 (no longer than reasonably necessary)',
  basis: 'agency',
};

const withReferral = 'Agency default, after 001 C.1 (consents come with the referral)';
const serving =
  'Agency default, after 002 (releases before sharing protected information): a provider goes on serving';

/** Duties about releases themselves (RF-3), one obligation a release, or a referral whose provider serves the client. */
export const releaseRules: Rule[] = [
  {
    ...plain,
    kind: consentKinds.enter,
    duty: 'IN-1',
    title: 'Enter a consent that came with the referral as a release, with its signed copy',
    opens: [{ on: 'referral', each: 'consents' }],
    perThing: true,
    cadence: every(1, 'business-days', withReferral, 'agency'),
    met: [{ step: 'grantRelease', thing: 'enters' }, { step: 'recordNoConsents' }],
  },
  {
    ...plain,
    kind: consentKinds.ask,
    duty: 'IN-1',
    title: 'Ask the client for the consents that did not come with the referral',
    opens: [{ on: 'step', step: 'receiveReferral', where: { noConsents: true } }],
    cadence: every(1, 'business-days', withReferral, 'agency'),
    met: [{ step: 'grantRelease' }, { step: 'recordNoConsents' }],
  },
  {
    ...plain,
    kind: 'release.renewal',
    duty: 'RF-3',
    title: 'Have the release signed anew before it runs out, or end it',
    opens: [{ on: 'step', step: 'grantRelease' }],
    perThing: true,
    cadence: {
      fact: 'expiresOn',
      source: 'Agency default, after 42 CFR 2.31 (a release ends on its last day)',
      basis: 'agency',
    },
    met: [{ step: 'grantRelease', thing: 'renews' }],
    withdrawnBy: [{ step: 'revokeRelease' }, { step: 'endRelease' }],
    ladder: 'release',
  },
  {
    ...plain,
    kind: 'release.serving',
    duty: 'RF-3',
    title: 'Have a release signed for the provider that goes on serving, or end the service',
    opens: (['revokeRelease', 'endRelease'] as const).map((step) => ({
      ...{ on: 'step', step, where: { providerServes: true }, thing: 'serves' },
    })),
    perThing: true,
    cadence: every(3, 'business-days', serving, 'agency'),
    met: [{ step: 'grantRelease', thing: 'serves' }],
    withdrawnBy: [{ step: 'endService' }],
  },
  {
    ...plain,
    kind: 'release.told',
    duty: 'RF-3',
    title: 'Tell who relied on the release that it was taken back',
    opens: [{ on: 'step', step: 'revokeRelease', where: { relied: true }, discharged: 'also' }],
    perThing: true,
    cadence: every(
      1,
      'business-days',
      'Agency default, after 42 CFR 2.31(a) (a release can be taken back, except as it was relied on)',
      'agency',
    ),
    met: [{ step: 'tellRevocation' }],
    holdable: false,
    afterDischarge: true,
  },
];
