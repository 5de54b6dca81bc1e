import type { RecordedStep, StepFacts } from '../record/steps/index.ts';
import type { FactValue, Where } from '../policy/profile.ts';

/** The value of one of a step's facts, by its name; undefined where the step has none of that name. */
export function factOf(facts: StepFacts, name: string): unknown {
  return (facts as unknown as Record<string, unknown>)[name];
}

/** What a step begins or is about: what its fact names (`about` when left out), or else the step itself. */
export function focusOf(step: Pick<RecordedStep, 'id' | 'facts'>, fact = 'about'): string {
  const named = factOf(step.facts, fact);
  return typeof named === 'string' ? named : step.id;
}

/** Whether the facts are as asked for; nothing asked for is always so. */
export function matches(facts: StepFacts, where: Where | undefined): boolean {
  return Object.entries(where ?? {}).every(([name, wanted]) => {
    const value = factOf(facts, name);
    const values: readonly FactValue[] = Array.isArray(wanted) ? wanted : [wanted];
    return values.some((one) => one === (value ?? null));
  });
}
