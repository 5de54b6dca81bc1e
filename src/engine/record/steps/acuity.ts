import type { InstrumentUsed } from '../../policy/acuity-form.ts';
import type { Enclosure, RequestDocument } from '../../policy/request-documents.ts';
import { type FactsIn, step } from './step.ts';

/** What counts as one (AC-5). Which it was is protected. */
export const highAcuityEvents = [
  'hospitalization',
  'readmission',
  'police-contact',
  'arrest',
  'jail',
  'detox-admission',
  'mobile-crisis-visit',
  'other',
] as const;

/** Steps about the Acuity Index, level of care, stabilization (AC). */
export const acuitySteps = {
  /** `instrument`: the form whose answers came to that score; a bare score stands on a paper form. */
  scoreAcuity: step<{ score: number; instrument?: InstrumentUsed }>('AcuityScored'),
  /**
   * A transfer carries the index it rests on (the step that scored it) and what was enclosed (AC-4), by name; `documents`: its
   * kinds. Those from before enclosures had names have kinds alone.
   */
  changeLevel: step<{
    level: string;
    index?: string;
    enclosed?: Enclosure[];
    documents?: RequestDocument[];
  }>('LevelChanged'),
  updateAssessment: step('AssessmentUpdated'),
  /** A supervisor leaves the client at the present level although the index indicates another (AC-3). */
  keepLevel: step('LevelKept'),
  /** What kind of event it was stands among the words (AC-5). */
  reportHighAcuityEvent: step('HighAcuityEventReported'),
};

export type AcuityFacts = FactsIn<typeof acuitySteps>;
