import type { RecordedStep, StepFacts } from '../../engine/record/steps/index.ts';
import type { Instant } from '../../engine/calendar/index.ts';
import type { DisputeSubject } from '../../engine/record/steps/outcomes.ts';

type Tried = Omit<Extract<StepFacts, { type: 'recordDisputeStep' }>, 'type' | 'about'>;

export const disputeStates = ['open', 'settled', 'withdrawn'] as const;
export type DisputeState = (typeof disputeStates)[number];

/** A dispute (DI-1), named by the step that raised it. */
export type Dispute = {
  stepId: string;
  subject: DisputeSubject;
  raisedAt: Instant;
  state: DisputeState;
  closedAt: Instant | null;
  closedBy: string | null;
  /** What was tried to settle it, by when it happened. */
  steps: (Tried & { stepId: string; at: Instant })[];
};

/** Folds the steps in effect, in the order in which they happened. */
export function disputesOf(steps: readonly RecordedStep[]): Dispute[] {
  const disputes = new Map<string, Dispute>();
  for (const { id, at, facts } of steps) {
    switch (facts.type) {
      case 'raiseDispute':
        disputes.set(id, {
          ...{ stepId: id, subject: facts.subject, raisedAt: at, steps: [] },
          ...{ state: 'open', closedAt: null, closedBy: null },
        });
        break;
      case 'recordDisputeStep': {
        const { type: _, about, ...tried } = facts;
        disputes.get(about)?.steps.push({ stepId: id, at, ...tried });
        break;
      }
      case 'settleDispute':
      case 'withdrawDispute': {
        const dispute = disputes.get(facts.about);
        if (dispute?.state !== 'open') break;
        dispute.state = facts.type === 'settleDispute' ? 'settled' : 'withdrawn';
        dispute.closedAt = at;
        dispute.closedBy = id;
        break;
      }
      default:
    }
  }
  return [...disputes.values()];
}
