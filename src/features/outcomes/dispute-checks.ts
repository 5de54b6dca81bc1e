import type { DisputeMethod } from '../../engine/policy/terms.ts';
import type { RecordedStep, StepFacts } from '../../engine/record/steps/index.ts';
import type { Refusal } from '../../engine/deadlines/step-check.ts';
import type { Profile } from '../../engine/policy/profile.ts';
import { type Dispute, disputesOf } from './disputes.ts';

type DisputeFacts = Extract<StepFacts, { type: 'recordDisputeStep' | 'settleDispute' | 'withdrawDispute' }>;

/** DI-1: each step is about an open dispute, and the ways to settle it come in the agency's order. */
export function judgeDispute(
  facts: DisputeFacts,
  steps: readonly RecordedStep[],
  profile: Profile,
): Refusal | null {
  const dispute = disputesOf(steps).find(({ stepId }) => stepId === facts.about);
  if (!dispute) {
    return { code: 'unknown-dispute', detail: 'This enrollment has no such dispute then.', field: 'about' };
  }
  if (dispute.state !== 'open')
    return { code: 'dispute-closed', detail: `The dispute is ${dispute.state} already.`, field: 'about' };
  if (facts.type === 'recordDisputeStep') return judgeMethod(dispute, facts.method, profile);
  if (facts.type === 'withdrawDispute' || dispute.steps.at(-1)?.outcome === 'settled') return null;
  const detail = 'A dispute is settled when its last step was: record that step, with its outcome, first.';
  return { code: 'dispute-not-settled', detail };
}

/** The way in use may be tried again; a later one follows only on all before it. */
function judgeMethod({ steps }: Dispute, method: DisputeMethod, profile: Profile): Refusal | null {
  const order = profile.disputeOrder?.value;
  if (!order) return null;
  const reached = steps.length === 0 ? -1 : Math.max(...steps.map((step) => order.indexOf(step.method)));
  const wanted = order.indexOf(method);
  if (wanted >= 0 && wanted >= reached && wanted <= reached + 1) return null;
  const detail = `The agency settles disputes in this order: ${order.join(', ')}.`;
  return { code: 'dispute-out-of-order', detail, field: 'method' };
}
