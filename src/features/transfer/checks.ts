import type { EnrollmentState } from '../../engine/deadlines/state.ts';
import type { Refusal, Trial } from '../../engine/deadlines/step-check.ts';
import { effectiveSteps } from '../../engine/obligations/fold.ts';

/** Judges steps about what came over from another agency. */
export function judgeTransferStep({ event, now }: Trial, state: EnrollmentState): Refusal | null {
  const { facts, occurredAt } = event;
  if (facts.type !== 'settleCarried') return null;
  const steps = effectiveSteps(state.steps, occurredAt, now);
  if (!steps.some(({ id, facts: { type } }) => id === facts.about && type === 'carryDuty')) {
    const detail = 'Nothing of that name has come over from another agency.';
    return { code: 'unknown-carried-duty', detail, field: 'about' };
  }
  if (!steps.some(({ facts: one }) => one.type === 'settleCarried' && one.about === facts.about)) return null;
  return { code: 'carried-duty-settled', detail: 'It was settled by then.', field: 'about' };
}
