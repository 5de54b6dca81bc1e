import type { EnrollmentState } from '../engine/deadlines/state.ts';
import type { Refusal, Trial } from '../engine/deadlines/step-check.ts';

/** A step entered in error is voided by its author or a supervisor; nothing is deleted. */
export function judgeVoid({ event, by }: Trial, state: EnrollmentState): Refusal | null {
  const { facts } = event;
  if (facts.type !== 'voidStep') return null;
  const step = state.steps.find((candidate) => candidate.id === facts.step);
  if (!step) return { code: 'unknown-step', detail: 'This enrollment has no such step.', field: 'step' };
  if (step.facts.type === 'receiveReferral' || step.facts.type === 'voidStep') {
    return { code: 'step-not-voidable', detail: 'A referral or a voiding cannot be voided.', field: 'step' };
  }
  const voided = state.steps.some(
    (other) => other.facts.type === 'voidStep' && other.facts.step === facts.step,
  );
  if (voided)
    return { code: 'step-already-voided', detail: 'That step has been voided already.', field: 'step' };
  if (step.by !== by.staffId && by.role !== 'supervisor' && by.role !== 'director') {
    return { code: 'not-your-step', detail: 'A step is voided by its author or a supervisor.' };
  }
  return null;
}
