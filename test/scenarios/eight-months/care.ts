import { everybodySigns, wholeSections } from '../../support/plans.ts';
import { plan } from './beginning.ts';
import { act, type Act, step, type Teller } from './teller.ts';
import { signedOnPaper } from '../../../prisma/seed/index.ts';

const contents = ['identity', 'presenting-issue', 'services', 'goals', 'payer'];
const releaseTo = (name: string, title: string, on: string) => (t: Teller) => ({
  ...{ recipient: t.named(name), recipientKind: 'provider', purpose: 'referral', content: contents },
  ...{ expiresOn: '2037-12-31', recipientName: title, ...signedOnPaper(on) },
});
const choiceOf = (name: string, replaces?: string) => (t: Teller) => ({
  ...{ service: 'outpatient-treatment', options: [t.named('clinic'), t.named('center')] },
  ...{ chosen: t.named(name), ...(replaces === undefined ? {} : { replaces }) },
  ...{ optionsOffered: 'Both take Medicaid; the clinic has evening groups.', reasons: 'Near the day care.' },
});
const referralTo = (name: string) => (t: Teller) => ({
  ...{ provider: t.named(name), service: 'outpatient-treatment', internal: false },
  ...{ availabilityKnown: true, waitingDays: 7, fits: true },
  ...{ plan: t.named('full'), planNeeds: ['n2'], planServices: ['v1'], planGoals: ['g1'] },
});
const soon = { targetOn: '2037-09-01', reviewOn: '2037-06-15' };
const goalsBy = (dates: typeof soon) => wholeSections().goals.map((goal) => ({ ...goal, ...dates }));

const later = { targetOn: '2037-10-15', reviewOn: '2037-09-01' };

/** The full plan, treatment found at the second attempt, a plan that changes (PL, RF). */
export const care: Act[] = [
  step('2037-03-25 14:00', 'recordStaffing', {
    ...{ purpose: 'plan', talk: 'Two providers gone through.', recommendations: 'Ask the clinic first.' },
  }),
  plan('2037-03-26 10:00', 'full', {
    version: 'full',
    sections: { ...wholeSections(), goals: goalsBy(soon) },
  }),
  step('2037-03-27 10:00', 'completeFullSccp', (t) => ({ plan: t.named('full') })),
  step('2037-04-01 10:00', 'recordChoice', choiceOf('clinic')),
  step('2037-04-01 10:05', 'grantRelease', releaseTo('clinic', 'Lakeside Clinic', '2037-04-01'), {
    key: 'release-clinic',
  }),
  step('2037-04-01 10:10', 'makeReferral', referralTo('clinic'), {
    key: 'referral-clinic',
  }),
  step('2037-04-01 10:20', 'sendReferral', { about: 'referral-clinic', release: 'release-clinic' }),
  step('2037-04-03 15:00', 'recordReferralAnswer', {
    ...{ about: 'referral-clinic', answer: 'declined', reason: 'no-opening' },
  }),
  step('2037-04-06 10:30', 'recordChoice', choiceOf('center', 'referral-clinic')),
  step('2037-04-06 10:31', 'revokeRelease', { about: 'release-clinic', reason: 'No need any more.' }),
  step('2037-04-06 10:33', 'tellRevocation', {
    ...{ about: 'release-clinic', outcome: 'told', told: 'The clinic, by phone.' },
  }),
  step('2037-04-06 10:35', 'grantRelease', releaseTo('center', 'Harbor Treatment Center', '2037-04-06'), {
    key: 'release-center',
  }),
  step('2037-04-06 10:40', 'makeReferral', referralTo('center'), {
    key: 'referral-center',
  }),
  step('2037-04-06 10:45', 'sendReferral', { about: 'referral-center', release: 'release-center' }),
  step('2037-04-08 09:30', 'recordReferralAnswer', { about: 'referral-center', answer: 'waitlisted' }),
  step('2037-04-17 09:30', 'recordReferralAnswer', { about: 'referral-center', answer: 'accepted' }),
  step('2037-04-22 09:30', 'startService', { about: 'referral-center' }),
  step('2037-03-30 15:00', 'recordServiceFeedback', {
    ...{ about: 'referral-shelter', from: 'client', delivered: true, feedback: 'Quiet at night.' },
  }),
  step('2037-04-13 15:00', 'reviewService', {
    ...{ about: 'referral-shelter', decision: 'continue', findings: 'The room is kept until June.' },
  }),
  step('2037-05-20 15:00', 'recordServiceFeedback', {
    ...{ about: 'referral-center', from: 'provider', delivered: true, feedback: 'Comes to every group.' },
  }),
  step('2037-04-28 15:00', 'recordServiceFeedback', {
    ...{ about: 'referral-shelter', from: 'client', delivered: true, feedback: 'Her own key at last.' },
  }),
  step('2037-05-26 15:00', 'endService', { about: 'referral-shelter', reason: 'completed' }),
  step('2037-05-26 15:05', 'endRelease', { about: 'release-shelter', what: 'She has moved out.' }),
  step('2037-06-15 15:00', 'reviewService', {
    ...{ about: 'referral-center', decision: 'continue', findings: 'Goes on, one group more a week.' },
  }),
  act('2037-06-16 09:00', (teller) =>
    teller.begins(
      'coordinator',
      'plans',
      {
        ...{ version: 'amended', from: teller.named('full'), signatures: everybodySigns },
        reason: 'She has a lease: housing is done, work comes next.',
        sections: { goals: goalsBy(later) },
      },
      'amended',
    ),
  ),
  step('2037-06-16 10:00', 'amendSccp', (t) => ({ plan: t.named('amended'), disclosureChanges: true })),
  step('2037-06-17 10:00', 'grantRelease', (t) => ({
    ...releaseTo('center', 'Harbor Treatment Center', '2037-06-17')(t),
    purpose: 'care-coordination',
  })),
  ...['2037-06-18 15:00', '2037-07-16 15:00', '2037-08-13 15:00', '2037-09-10 15:00', '2037-10-08 15:00'].map(
    (at) =>
      step(at, 'recordServiceFeedback', {
        ...{ about: 'referral-center', from: 'client', delivered: true, feedback: 'It helps.' },
      }),
  ),
  step('2037-09-09 15:00', 'reviewService', {
    ...{ about: 'referral-center', decision: 'continue', findings: 'Until the end of the year.' },
  }),
];
