import type { Dispute } from './disputes.ts';
import { refuse, type StepCheck } from '../../engine/steps/check.ts';
import { effectiveSteps, statusAt } from '../../engine/obligations/fold.ts';
import { disputesOf } from './disputes.ts';

type About = 'recordDisputeStep' | 'settleDispute' | 'withdrawDispute';

function disputeThen({ facts, event, state, now }: StepCheck<About>): Dispute | undefined {
  const steps = effectiveSteps(state.steps, event.occurredAt, now);
  return disputesOf(steps).find(({ stepId }) => stepId === facts.about);
}

/** DI-1: each step is about an open dispute. */
export function checkOpen(check: StepCheck<About>) {
  const dispute = disputeThen(check);
  if (!dispute) return refuse('unknown-dispute', 'This enrollment has no such dispute then.', 'about');
  if (dispute.state === 'open') return null;
  return refuse('dispute-closed', `The dispute is ${dispute.state} already.`, 'about');
}

/** DI-1, in the agency's order: the way in use may be tried again; a later one follows only on all before it. */
export function checkMethod(check: StepCheck<'recordDisputeStep'>) {
  const { facts, event, state, now } = check;
  const order = statusAt(state.steps, event.occurredAt, now).policy.profile.disputeOrder?.value;
  if (!order) return null;
  const tried = (disputeThen(check)?.steps ?? []).map((step) => order.indexOf(step.method));
  const reached = Math.max(-1, ...tried);
  const wanted = order.indexOf(facts.method);
  if (wanted >= 0 && wanted >= reached && wanted <= reached + 1) return null;
  const detail = `The agency settles disputes in this order: ${order.join(', ')}.`;
  return refuse('dispute-out-of-order', detail, 'method');
}

export function checkSettled(check: StepCheck<'settleDispute'>) {
  if (disputeThen(check)?.steps.at(-1)?.outcome === 'settled') return null;
  const detail = 'A dispute is settled when its last step was: record that step, with its outcome, first.';
  return refuse('dispute-not-settled', detail);
}
