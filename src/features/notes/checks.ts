import type { EnrollmentState } from '../../engine/deadlines/state.ts';
import type { Refusal, Trial } from '../../engine/deadlines/step-check.ts';
import { effectiveSteps } from '../../engine/obligations/fold.ts';

/** Judges steps about what must be written down (DO). */
export function judgeNote({ event, now }: Trial, state: EnrollmentState): Refusal | null {
  const { facts, occurredAt } = event;
  if (facts.type !== 'documentConsultation') return null;
  const known = effectiveSteps(state.steps, occurredAt, now).some(
    (step) => step.id === facts.about && step.facts.type === 'consultSupervisor',
  );
  if (known) return null;
  const detail = 'This enrollment has no such consultation at that time.';
  return { code: 'unknown-consultation', detail, field: 'about' };
}
