import { effectiveSteps } from '../../engine/obligations/fold.ts';
import type { AcuityBands } from './bands.ts';
import { caseNumbers } from './case-numbers.ts';
import type { Case, Fact, FactGroup } from './facts.ts';
import type { Period } from './period.ts';

/** What is counted of all these enrollments; their steps as they were entered. */
export function factsOf(cases: readonly Case[], period: Period, bands: AcuityBands): Fact[] {
  return cases.flatMap((one) =>
    caseNumbers({ ...one, steps: effectiveSteps(one.steps, period.asOf) }, period, bands),
  );
}

/** Each a group of its own. */
export function oneByOne(facts: readonly Fact[]): FactGroup[] {
  return facts.map((fact) => ({ ...fact, count: 1, enrollmentIds: [fact.enrollmentId] }));
}
