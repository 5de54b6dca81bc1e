import { refuse, type StepCheck } from '../../engine/steps/check.ts';
import { effectiveSteps } from '../../engine/obligations/fold.ts';
import { withoutCollateralRelease } from '../releases/checks.ts';
import { whyNot } from '../disclosures/gate.ts';
import { releasesKnown } from '../releases/state.ts';
import { type Referral, referralOf, referralRegister, type ReferralState } from './state.ts';
import { referralDisclosure } from './transmittal.ts';

type About =
  | 'sendReferral'
  | 'recordReferralAnswer'
  | 'startService'
  | 'reviewService'
  | 'recordServiceFeedback'
  | 'endService'
  | 'withdrawReferral';

/**
 * The step is about a referral that is in one of these states at its time; `spent` tells what, entered already, leaves no
 * room for it at an earlier time.
 */
export function inTurn(from: readonly ReferralState[], spent: (today: Referral) => boolean = () => false) {
  return ({ facts, event, state, now }: StepCheck<About>) => {
    const known = (at: number, knownAt: number) =>
      referralOf(referralRegister(effectiveSteps(state.steps, at, knownAt)), facts.about);
    const then = known(event.occurredAt, now);
    const today = known(now, now);
    if (!then || !today)
      return refuse('unknown-referral', 'No such referral had been made by that time.', 'about');
    if (!from.includes(then.state)) return outOfTurn(then.state);
    return spent(today) ? outOfTurn(today.state) : null;
  };
}

function outOfTurn(state: ReferralState) {
  return refuse('referral-out-of-turn', `The referral is ${state} at that time.`, 'about');
}

/**
 * RF-3: the release named covers recipient, purpose and all that is transmitted, when it is sent and when that is
 * entered: what has not been entered has not left, and a sending cannot be dated back past a revocation.
 */
export function checkReleased({ facts, event, state, now }: StepCheck<'sendReferral'>) {
  const steps = effectiveSteps(state.steps, event.occurredAt, now);
  const made = referralOf(referralRegister(steps), facts.about)?.made;
  if (!made) return null;
  const register = releasesKnown(state, now);
  const leaving = referralDisclosure(made);
  const ground = { release: facts.release };
  if (!whyNot(register, leaving, ground, event.occurredAt) && !whyNot(register, leaving, ground, now))
    return null;
  const detail = `A referral is sent only under a release to that provider for a referral that covers ${leaving.content.join(', ')} and holds when it is sent.`;
  return refuse('release-missing', detail, 'release');
}

export function checkDeclined({ facts }: StepCheck<'recordReferralAnswer'>) {
  if (facts.answer !== 'declined' || facts.reason !== undefined) return null;
  const detail = 'A provider that declines says why: the client chooses again knowing it.';
  return refuse('decline-reason-missing', detail, 'reason');
}

/** AU-5: nobody gives or takes a fee for a referral. */
export function checkFee({ facts }: StepCheck<'makeReferral' | 'startService'>) {
  if ((facts.feeCents ?? 0) === 0) return null;
  return refuse('referral-fee', 'Nobody pays or takes a fee for a referral (AU-5).', 'feeCents');
}

/** Somebody close to the client is asked only under a release (CO-5). */
export function checkAskedUnderRelease({ facts, event, state, now }: StepCheck<'recordServiceFeedback'>) {
  if (facts.from !== 'collateral' || facts.disclosed !== undefined) return null;
  return withoutCollateralRelease(facts.release, event.occurredAt, state, now);
}
