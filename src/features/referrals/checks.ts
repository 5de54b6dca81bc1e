import type { StepFacts } from '../../engine/record/steps/index.ts';
import type { EnrollmentState } from '../../engine/deadlines/state.ts';
import type { Refusal, Trial } from '../../engine/deadlines/step-check.ts';
import { effectiveSteps } from '../../engine/obligations/fold.ts';
import { judgeRelease, withoutCollateralRelease } from '../releases/checks.ts';
import { covers, releasesKnown } from '../releases/state.ts';
import { judgeMaking, paid } from './making.ts';
import { type Referral, referralOf, referralRegister, type ReferralState } from './state.ts';
import { transmitted } from './transmittal.ts';

/** Judges steps about releases of information, referrals and services (RF, SV, CO-5). */
export function judgeReferral(trial: Trial, state: EnrollmentState): Refusal | null {
  const { facts } = trial.event;
  return judgeRelease(trial, state) ?? judgeMaking(trial, state) ?? judgeTurn(trial, state, facts);
}

/** A step about a referral comes in its turn, and a sending under a release. */
function judgeTurn(
  { event: { occurredAt }, now }: Trial,
  state: EnrollmentState,
  facts: StepFacts,
): Refusal | null {
  const turn = turns[facts.type];
  if (!turn || !('about' in facts) || facts.about === undefined) return null;
  const then = referralOf(referralRegister(effectiveSteps(state.steps, occurredAt, now)), facts.about);
  const today = referralOf(referralRegister(effectiveSteps(state.steps, now)), facts.about);
  if (!then || !today) return unknownReferral('about');
  if (!turn.from.includes(then.state)) return outOfTurn(then.state);
  // Entered late, it must not contradict what has been entered since.
  if (turn.spent?.(today)) return outOfTurn(today.state);
  switch (facts.type) {
    case 'sendReferral':
      return judgeSending(facts.release, then, occurredAt, state, now);
    case 'recordReferralAnswer':
      if (facts.answer !== 'declined' || facts.reason !== undefined) return null;
      return {
        code: 'decline-reason-missing',
        detail: 'A provider that declines says why: the client chooses again knowing it.',
        field: 'reason',
      };
    case 'startService':
      return paid(facts.feeCents);
    case 'recordServiceFeedback':
      return facts.from === 'collateral'
        ? withoutCollateralRelease(facts.release, occurredAt, state, now)
        : null;
    default:
      return null;
  }
}

/** In which states a step may come; and what, entered already, leaves no room for it at an earlier time. */
const turns: Partial<
  Record<StepFacts['type'], { from: ReferralState[]; spent?: (today: Referral) => boolean }>
> = {
  sendReferral: { from: ['made'], spent: ({ sent, ended }) => sent !== null || ended !== null },
  recordReferralAnswer: {
    from: ['sent', 'received', 'waitlisted', 'accepted'],
    spent: ({ started }) => started !== null,
  },
  startService: { from: ['accepted'], spent: ({ started, ended }) => started !== null || ended !== null },
  reviewService: { from: ['started'] },
  recordServiceFeedback: { from: ['started', 'ended'] },
  endService: { from: ['started'], spent: ({ ended }) => ended !== null },
  withdrawReferral: {
    from: ['made', 'sent', 'received', 'accepted', 'waitlisted', 'declined'],
    spent: ({ started, ended }) => started !== null || ended !== null,
  },
};

/**
 * RF-3: the release named covers recipient, purpose and all that is transmitted, when it is sent and when that is
 * entered: what has not been entered has not left, and a sending cannot be dated back past a revocation.
 */
function judgeSending(
  named: string,
  { made }: Referral,
  at: number,
  state: EnrollmentState,
  now: number,
): Refusal | null {
  const register = releasesKnown(state, now);
  const release = register.releases.find(({ id }) => id === named);
  const disclosure = {
    recipient: made.facts.provider,
    purpose: 'referral',
    content: transmitted(made.facts),
  } as const;
  if (release && [at, now].every((moment) => covers(register, release, { ...disclosure, at: moment })))
    return null;
  const detail = `A referral is sent only under a release to that provider for a referral that covers ${disclosure.content.join(', ')} and holds when it is sent.`;
  return { code: 'release-missing', detail, field: 'release' };
}

function unknownReferral(field: string): Refusal {
  return { code: 'unknown-referral', detail: 'No such referral had been made by that time.', field };
}

function outOfTurn(state: ReferralState): Refusal {
  return { code: 'referral-out-of-turn', detail: `The referral is ${state} at that time.`, field: 'about' };
}
