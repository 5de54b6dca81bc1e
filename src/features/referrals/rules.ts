import type { Profile, Rule } from '../../engine/record/authoring.ts';
import { every, plain } from '../../engine/policy/rule-parts.ts';

const loop = 'Agency default, so that no referral is lost from sight (002: consistent contact is essential)';
const withdrawn = [{ step: 'withdrawReferral' }] as const;
const reviewed =
  '002 (ideally no later than 90 days from service start, at least 30 days for sufficient data)';

/**
 * Stages before a referral (RF-1), in the order of 002. One exception is the policy's own: the first plan rests on the
 * intake unit's screen and has 7 days (001 B.2, C.1), the first index has 30, so that either may come first. The staffing
 * follows both, and only what is finished after it is the finished plan. Transmittal comes last by itself: only what was
 * made can be sent.
 */
export const referralOrder: NonNullable<Profile['referralOrder']> = {
  source: '002 (steps in the referral process)',
  basis: 'policy',
  stages: [
    {
      title: 'intake',
      anyOf: [{ step: 'logContact', where: { with: 'client', outcome: 'reached' } }],
    },
    {
      title: 'assessment',
      anyOf: [{ step: 'scoreAcuity' }, { step: 'updateAssessment' }],
      after: ['intake'],
    },
    {
      title: 'service plan',
      anyOf: [{ step: 'completePreliminarySccp' }, { step: 'completeFullSccp' }],
      after: ['intake'],
    },
    {
      title: 'staffing',
      anyOf: [{ step: 'recordStaffing', where: { purpose: ['referral', 'plan'] } }],
      after: ['assessment', 'service plan'],
    },
    {
      title: 'plan finalized',
      anyOf: [{ step: 'completeFullSccp' }, { step: 'reviewSccp' }],
      after: ['staffing'],
    },
  ],
};

/** Duties about releases of information, referrals and services (RF, SV, CO-5). One obligation a referral. */
export const referralRules: Rule[] = [
  {
    ...plain,
    kind: 'referral.transmittal',
    duty: 'RF-1',
    title: 'Send the referral to its provider',
    opens: [{ on: 'step', step: 'makeReferral' }],
    perThing: true,
    cadence: every(2, 'business-days', loop, 'agency'),
    met: [{ step: 'sendReferral' }],
    withdrawnBy: [...withdrawn],
  },
  {
    ...plain,
    kind: 'referral.answer',
    duty: 'RF-6',
    title: "Learn the provider's answer",
    opens: [{ on: 'step', step: 'sendReferral' }],
    perThing: true,
    cadence: every(5, 'business-days', loop, 'agency'),
    met: [{ step: 'recordReferralAnswer', where: { answer: ['accepted', 'waitlisted', 'declined'] } }],
    withdrawnBy: [...withdrawn],
  },
  {
    ...plain,
    kind: 'referral.waitlist',
    duty: 'RF-6',
    title: 'Ask again where the client is on a waiting list',
    opens: [{ on: 'step', step: 'recordReferralAnswer', where: { answer: 'waitlisted' } }],
    perThing: true,
    cadence: every(14, 'days', loop, 'agency'),
    met: [{ step: 'recordReferralAnswer', where: { answer: ['accepted', 'waitlisted', 'declined'] } }],
    withdrawnBy: [...withdrawn],
  },
  {
    ...plain,
    kind: 'referral.choose-again',
    duty: 'PL-6',
    title: 'Let the client choose another provider',
    opens: [
      { on: 'step', step: 'recordReferralAnswer', where: { answer: 'declined' } },
      { on: 'step', step: 'reviewService', where: { decision: 'switch' } },
    ],
    perThing: true,
    cadence: every(3, 'business-days', loop, 'agency'),
    met: [{ step: 'recordChoice', thing: 'replaces' }],
    withdrawnBy: [...withdrawn],
  },
  {
    ...plain,
    kind: 'service.start',
    duty: 'RF-6',
    title: 'See the accepted service begin',
    opens: [{ on: 'step', step: 'recordReferralAnswer', where: { answer: 'accepted' } }],
    perThing: true,
    cadence: every(10, 'business-days', loop, 'agency'),
    met: [{ step: 'startService' }],
    withdrawnBy: [
      ...withdrawn,
      { step: 'recordReferralAnswer', where: { answer: ['waitlisted', 'declined'] } },
    ],
  },
  {
    ...plain,
    kind: 'service.review',
    duty: 'RF-5',
    title: 'Review the service: continue, revise or switch',
    opens: [
      { on: 'step', step: 'startService' },
      { on: 'met', kind: 'service.review' },
    ],
    perThing: true,
    cadence: every(90, 'days', reviewed),
    met: [{ step: 'reviewService', notBefore: { unit: 'days', count: 30 } }],
    withdrawnBy: [{ step: 'endService' }],
  },
  {
    ...plain,
    kind: 'service.feedback',
    duty: 'RF-6',
    title: 'Feedback on the service from client, provider or collaterals',
    opens: [
      { on: 'step', step: 'startService' },
      { on: 'met', kind: 'service.feedback' },
    ],
    perThing: true,
    cadence: every(30, 'days', 'Agency default, after 001 B.2 and 002 (feedback)', 'agency'),
    met: [{ step: 'recordServiceFeedback' }],
    withdrawnBy: [{ step: 'endService' }],
  },
];
