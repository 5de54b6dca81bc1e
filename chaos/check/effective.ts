import type { StepFacts } from '../../src/engine/record/steps/index.ts';
import { isStepEvent } from '../../src/engine/record/events.ts';
import type { StoredEvent } from './evidence.ts';

export type Entered<Facts = StepFacts> = {
  id: string;
  seq: number;
  at: number;
  recordedAt: number;
  facts: Facts;
};

/** The steps that count of a stream read so far, by when they happened: worked out here anew, not by the domain. */
export function enteredSteps(events: readonly StoredEvent[]): Entered[] {
  const steps = events.flatMap((event) => {
    if (!isStepEvent(event)) return [];
    const { stepId: id, seq, occurredAt: at, recordedAt, facts } = event;
    return [{ id, seq, at, recordedAt, facts }];
  });
  const voided = new Set(steps.map(({ facts }) => (facts.type === 'voidStep' ? facts.step : '')));
  return steps.filter(({ id }) => !voided.has(id)).toSorted((a, b) => a.at - b.at || a.seq - b.seq);
}

/** Those of one type. */
export function ofType<T extends StepFacts['type']>(
  steps: readonly Entered[],
  type: T,
): Entered<Extract<StepFacts, { type: T }>>[] {
  return steps.flatMap((step) => {
    const { facts } = step;
    return facts.type === type ? [{ ...step, facts: facts as Extract<StepFacts, { type: T }> }] : [];
  });
}
