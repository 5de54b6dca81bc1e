import type { StepFacts } from '../../src/domain/enrollment/steps.ts';
import type { ReleaseFacts } from '../../src/domain/releases/steps.ts';
import { type Entry, referral, type Story } from './enrollment-builder.ts';

const harborHouse = '00000000-0000-4000-8000-00000000a001';
export const eastSide = '00000000-0000-4000-8000-00000000a002';

/** A client whose plan is finalized by 6 March 2037: all that RF-1 asks for before a referral. */
export function planned(): Story {
  return beforeReferral(() => true);
}

/** The same without the stages that are left out. */
export function beforeReferral(done: (stage: string) => boolean): Story {
  const story = referral().assigned('2037-03-02 10:00');
  if (done('intake')) story.contact('2037-03-02 14:00');
  if (done('assessment')) story.scored('2037-03-03 10:00');
  if (done('plan')) story.did('completePreliminarySccp', '2037-03-04 10:00');
  if (done('staffing')) story.step({ type: 'recordStaffing', purpose: 'referral' }, '2037-03-05 10:00');
  if (done('final')) story.did('reviewSccp', '2037-03-06 10:00', { amendment: true });
  return story;
}

type Facts<T extends StepFacts['type']> = Extract<StepFacts, { type: T }>;

export const choosing = (changes: Partial<Facts<'recordChoice'>> = {}): StepFacts => ({
  type: 'recordChoice',
  service: 'supportive-housing',
  options: [harborHouse, eastSide],
  chosen: harborHouse,
  ...changes,
});

export const making = (changes: Partial<Facts<'makeReferral'>> = {}): StepFacts => ({
  type: 'makeReferral',
  provider: harborHouse,
  service: 'supportive-housing',
  internal: false,
  payer: 'county',
  targetOn: '2037-06-01',
  reviewOn: '2037-05-01',
  availabilityKnown: true,
  waitingDays: 3,
  fits: true,
  ...changes,
});

export const releasing = (
  changes: Partial<Extract<ReleaseFacts, { type: 'grantRelease' }>> = {},
): StepFacts => ({
  type: 'grantRelease',
  recipient: harborHouse,
  recipientKind: 'provider',
  purpose: 'referral',
  content: ['identity', 'presenting-issue', 'services', 'goals', 'payer'],
  expiresOn: '2037-12-31',
  ...changes,
});

/** On 9 March the choice and the referral, `referral`, to Harbor House. */
export function made(): Story {
  return planned()
    .step(choosing(), '2037-03-09 09:00', { id: 'choice' })
    .step(making(), '2037-03-09 09:30', { id: 'made' });
}

/** And sent under `release` on 9 March. */
export function sent(): Story {
  return made()
    .step(releasing(), '2037-03-09 10:00', { id: 'release' })
    .step(sending(), '2037-03-09 11:00', { id: 'sent' });
}

export const sending = (release = 'release'): StepFacts => ({ type: 'sendReferral', about: 'made', release });

export const answering = (
  answer: Facts<'recordReferralAnswer'>['answer'],
  changes: Partial<Facts<'recordReferralAnswer'>> = {},
): StepFacts => ({ type: 'recordReferralAnswer', about: 'made', answer, ...changes });

/** And begun on Monday, 16 March. */
export function started(entry: Entry = {}): Story {
  return sent()
    .step(answering('accepted'), '2037-03-11 10:00')
    .step({ type: 'startService', about: 'made' }, '2037-03-16 10:00', { id: 'started', ...entry });
}
