import type { EnrollmentState } from '../enrollment/state.ts';
import type { Refusal, Trial } from '../enrollment/trial.ts';

/** Judges steps about the plan of care beyond its deadlines (PL). */
export function judgeSccp(_trial: Trial, _state: EnrollmentState): Refusal | null {
  return null;
}
