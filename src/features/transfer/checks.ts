import { refuse, type StepCheck } from '../../engine/steps/check.ts';
import { effectiveSteps } from '../../engine/obligations/fold.ts';

export function checkCarried({ facts, event, state, now }: StepCheck<'settleCarried'>) {
  const steps = effectiveSteps(state.steps, event.occurredAt, now);
  if (!steps.some(({ id, facts: { type } }) => id === facts.about && type === 'carryDuty'))
    return refuse('unknown-carried-duty', 'Nothing of that name has come over from another agency.', 'about');
  if (!steps.some(({ facts: one }) => one.type === 'settleCarried' && one.about === facts.about)) return null;
  return refuse('carried-duty-settled', 'It was settled by then.', 'about');
}
