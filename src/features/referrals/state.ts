import type { RecordedStep, StepFacts } from '../../engine/record/steps/index.ts';
import type { Instant } from '../../engine/calendar/index.ts';
import type {
  DeclineReason,
  FeedbackSource,
  ReferralAnswer,
  ReviewDecision,
  ServiceEnd,
  WithdrawalReason,
} from '../../engine/record/steps/referrals.ts';

export const referralStates = [
  'made',
  'sent',
  'received',
  'accepted',
  'waitlisted',
  'declined',
  'started',
  'ended',
  'withdrawn',
] as const;
export type ReferralState = (typeof referralStates)[number];

/** A step by its id, its time and its author. */
export type Attribution = { id: string; at: Instant; by: string };

type FactsOf<T extends StepFacts['type']> = Extract<StepFacts, { type: T }>;

/** One way to a service and through it, as its steps have told it. */
export type Referral = {
  made: Attribution & { facts: FactsOf<'makeReferral'> };
  /** The client's choice it rests on. */
  choice: string | null;
  state: ReferralState;
  sent: (Attribution & { release: string }) | null;
  answers: (Attribution & { answer: ReferralAnswer; reason: DeclineReason | null })[];
  started: Attribution | null;
  reviews: (Attribution & { decision: ReviewDecision; targetOn: string | null; reviewOn: string | null })[];
  feedback: (Attribution & { from: FeedbackSource; delivered: boolean })[];
  ended: (Attribution & { reason: ServiceEnd | WithdrawalReason }) | null;
};

export type Choice = Attribution & { facts: FactsOf<'recordChoice'> };

/** The referrals of an enrollment and the choices they rest on, each in the order in which they happened. */
export type ReferralRegister = { referrals: Referral[]; choices: Choice[] };

/** Folds effective steps, in the order in which they happened. A step about no referral that counts counts for nothing. */
export function referralRegister(steps: readonly RecordedStep[]): ReferralRegister {
  const register: ReferralRegister = { referrals: [], choices: [] };
  for (const step of steps) take(register, step);
  return register;
}

/** The referral of that id; undefined where there is none that counts. */
export function referralOf({ referrals }: ReferralRegister, id: string): Referral | undefined {
  return referrals.find(({ made }) => made.id === id);
}

/** The client's newest choice for a service; undefined where none has been recorded. */
export function choiceFor({ choices }: ReferralRegister, service: string): Choice | undefined {
  return choices.findLast(({ facts }) => facts.service === service);
}

/** The referral that has used a choice up; one that was withdrawn has not. */
export function madeOn({ referrals }: ReferralRegister, choice: string): Referral | undefined {
  return referrals.find((referral) => referral.choice === choice && referral.state !== 'withdrawn');
}

function take(register: ReferralRegister, { id, at, by, facts }: RecordedStep): void {
  const entry = { id, at, by };
  if (facts.type === 'recordChoice') register.choices.push({ ...entry, facts });
  else if (facts.type === 'makeReferral') {
    register.referrals.push({
      made: { ...entry, facts },
      choice: choiceFor(register, facts.service)?.id ?? null,
      state: 'made',
      ...{ sent: null, answers: [], started: null, reviews: [], feedback: [], ended: null },
    });
  } else {
    const referral = 'about' in facts ? referralOf(register, facts.about ?? '') : undefined;
    if (referral) goOn(referral, entry, facts);
  }
}

function goOn(referral: Referral, entry: Attribution, facts: StepFacts): void {
  switch (facts.type) {
    case 'sendReferral':
      referral.sent ??= { ...entry, release: facts.release };
      referral.state = 'sent';
      return;
    case 'recordReferralAnswer':
      referral.answers.push({ ...entry, answer: facts.answer, reason: facts.reason ?? null });
      referral.state = facts.answer;
      return;
    case 'startService':
      referral.started ??= entry;
      referral.state = 'started';
      return;
    case 'reviewService': {
      const { decision, targetOn = null, reviewOn = null } = facts;
      referral.reviews.push({ ...entry, decision, targetOn, reviewOn });
      return;
    }
    case 'recordServiceFeedback':
      referral.feedback.push({ ...entry, from: facts.from, delivered: facts.delivered });
      return;
    case 'endService':
    case 'withdrawReferral':
      referral.ended = { ...entry, reason: facts.reason };
      referral.state = facts.type === 'endService' ? 'ended' : 'withdrawn';
      return;
    default:
      return;
  }
}
