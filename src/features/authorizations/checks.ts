import { refuse, type StepCheck } from '../../engine/steps/check.ts';
import { effectiveSteps, statusAt } from '../../engine/obligations/fold.ts';
import { isConfirmedNeed } from '../triage/state.ts';
import { contradictionsOf } from './contradictions.ts';
import { type AuthorizationState, isCorrectable, isGrant } from './decision-state.ts';
import { checkAppealedInTime, onlyNewest } from './extension-checks.ts';
import { authorizationOf, authorizationRegister } from './state.ts';

type About = 'decideAuthorization' | 'resubmitAuthorization' | 'appealDecision' | 'endAuthorization';

function registerThen({ state, event, now }: StepCheck<About>) {
  return authorizationRegister(effectiveSteps(state.steps, event.occurredAt, now));
}

/** The step is about an authorization that is in one of these states at its time. */
export function inTurn(from: readonly AuthorizationState[]) {
  return (check: StepCheck<About>) => {
    const one = authorizationOf(registerThen(check), check.facts.about);
    if (!one) return unknown('about');
    if (!one.ended && from.includes(one.state)) return null;
    const detail = `The authorization is ${one.ended ? 'ended' : one.state} at that time.`;
    return refuse('authorization-out-of-turn', detail, 'about');
  };
}

/** What waits is decided; what is decided, corrected by a new decision, not asked back (AU-3). */
export function checkTurn(check: StepCheck<'decideAuthorization'>) {
  const { about, corrects, decision } = check.facts;
  if (corrects === undefined) return inTurn(['requested', 'appealed'])(check);
  const one = authorizationOf(registerThen(check), about);
  if (!one) return unknown('about');
  if (decision !== 'returned' && !one.ended && isCorrectable(one, corrects)) return null;
  return refuse('authorization-out-of-turn', onlyNewest, 'corrects');
}

export function checkDecided({ facts }: StepCheck<'decideAuthorization'>) {
  const { decision, units, from, through } = facts;
  if (!isGrant(decision)) return null;
  const [field] = Object.entries({ units, from, through }).find(([, value]) => value == null) ?? [];
  if (field !== undefined) {
    const detail = 'What is approved says how many units, from when and through when.';
    return refuse('decision-incomplete', detail, field);
  }
  if ((from ?? '') <= (through ?? '')) return null;
  return refuse('authorization-dates', 'It ends before it begins.', 'through');
}

/** AU-3: until the end of that business day after the decision. */
export function checkAppealed(check: StepCheck<'appealDecision'>) {
  return checkAppealedInTime(check, authorizationOf(registerThen(check), check.facts.about));
}

/** AU-4: what a payment is for has been confirmed. */
export function checkPaidNeed({ facts, event, state, now }: StepCheck<'payFromFund'>) {
  if (facts.need === undefined) return null;
  if (isConfirmedNeed(effectiveSteps(state.steps, event.occurredAt, now), facts.need)) return null;
  return refuse('need-not-confirmed', 'That step confirmed no need by that time.', 'need');
}

/** AU-4: a payment made is not undone by voiding its step. */
export function checkNoPayment({ facts, state }: StepCheck<'voidStep'>) {
  const paid = state.steps.some(({ id, facts: { type } }) => id === facts.step && type === 'payFromFund');
  const detail = 'Money has left the fund; what comes back is entered there.';
  return paid ? refuse('payment-not-voidable', detail, 'step') : null;
}

/**
 * With the step, whenever it happened, and all that has been entered since, nothing may contradict anything. `field` is
 * the fact that its author would look at.
 */
export function checkWhole(field?: string) {
  return ({ state, next, event, now }: StepCheck) => {
    const { calendar } = statusAt(state.steps, event.occurredAt, now).policy;
    const contradictions = (steps: typeof state.steps) =>
      contradictionsOf(authorizationRegister(effectiveSteps(steps, now)), calendar);
    const [first] = contradictions(next.steps);
    if (!first) return null;
    const before = contradictions(state.steps);
    if (before.some(({ code, id }) => code === first.code && id === first.id)) return null;
    return refuse(first.code, first.detail, field);
  };
}

function unknown(field: string) {
  const detail = 'No such authorization had been asked for by that time.';
  return refuse('unknown-authorization', detail, field);
}
