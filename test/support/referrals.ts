import type { StepFacts } from '../../src/engine/record/steps/index.ts';
import type { Profile } from '../../src/engine/policy/profile.ts';
import type { ReleaseFacts } from '../../src/engine/record/steps/releases.ts';
import type { mayEndRelease } from '../../src/features/releases/state.ts';
import { type Entry, referral, type Story } from './enrollment-builder.ts';
import { policyFrom } from './policies.ts';

const harborHouse = '00000000-0000-4000-8000-00000000a001';
export const eastSide = '00000000-0000-4000-8000-00000000a002';

/** When each stage before a referral usually happens. */
const usual = {
  intake: '2037-03-02 14:00',
  assessment: '2037-03-03 10:00',
  plan: '2037-03-04 10:00',
  staffing: '2037-03-05 10:00',
  final: '2037-03-06 10:00',
};
type Stage = keyof typeof usual;
export type Stages = Partial<Record<Stage, string>>;

/** A client whose plan is finalized by 6 March 2037: all that RF-1 asks for before a referral. */
export function planned(): Story {
  return beforeReferral(() => true);
}

/** The same without the stages that are left out. */
export function beforeReferral(done: (stage: string) => boolean): Story {
  return stagesAt(Object.fromEntries(Object.entries(usual).filter(([stage]) => done(stage))));
}

/** The same with some of the stages at other times. */
export function outOfOrder(changes: Stages, profile?: Profile): Story {
  return stagesAt({ ...usual, ...changes }, profile);
}

function stagesAt(times: Stages, profile?: Profile): Story {
  const story = referral(profile && { policy: policyFrom(profile) }).assigned('2037-03-02 10:00');
  const happens: Record<Stage, (at: string) => Story> = {
    intake: (at) => story.contact(at),
    assessment: (at) => story.scored(at),
    plan: (at) => story.did('completePreliminarySccp', at),
    staffing: (at) => story.step({ type: 'recordStaffing', purpose: 'referral' }, at),
    final: (at) => story.did('reviewSccp', at, { amendment: true }),
  };
  const inTime = Object.entries(times).toSorted(([, a], [, b]) => (a < b ? -1 : 1));
  for (const [stage, at] of inTime) happens[stage as Stage](at);
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

/** The same by a plan, with no payer beside it. */
function fromPlan(changes: Partial<Facts<'makeReferral'>>): StepFacts {
  const { payer: _, ...rest } = making(changes) as Facts<'makeReferral'>;
  return rest;
}

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
export function made(byPlan?: Partial<Facts<'makeReferral'>>): Story {
  return planned()
    .step(choosing(), '2037-03-09 09:00', { id: 'choice' })
    .step(byPlan ? fromPlan(byPlan) : making(), '2037-03-09 09:30', { id: 'made' });
}

/** And sent under `release` on 9 March. */
export function sent(): Story {
  return made()
    .step(releasing(), '2037-03-09 10:00', { id: 'release' })
    .step(sending(), '2037-03-09 11:00', { id: 'sent' });
}

/** The body of a step with which that release may end. */
export function endOf(type: (typeof mayEndRelease)[number], release: string): object {
  if (type === 'voidStep') return { step: release, reason: 'Of somebody else.' };
  return type === 'endRelease' ? { about: release, what: 'Nobody needs it.' } : { about: release };
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
