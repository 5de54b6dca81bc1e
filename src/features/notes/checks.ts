import { refuse, type StepCheck } from '../../engine/steps/check.ts';
import { effectiveSteps } from '../../engine/obligations/fold.ts';

export function checkConsultation({ facts, event, state, now }: StepCheck<'documentConsultation'>) {
  const known = effectiveSteps(state.steps, event.occurredAt, now).some(
    (step) => step.id === facts.about && step.facts.type === 'consultSupervisor',
  );
  if (known) return null;
  const detail = 'This enrollment has no such consultation at that time.';
  return refuse('unknown-consultation', detail, 'about');
}
