import { type FactsIn, step } from '../step.ts';
/** Steps about the Acuity Index, level of care, stabilization (AC). */
export const acuitySteps = {
  /** A supervisor leaves the client at the present level although the index indicates another (AC-3). */
  keepLevel: step('LevelKept'),
  /** What kind of event it was stands among the words (AC-5). */
  reportHighAcuityEvent: step('HighAcuityEventReported'),
};

export type AcuityFacts = FactsIn<typeof acuitySteps>;
