import type { EnrollmentState } from '../enrollment/state.ts';
import type { Refusal, Trial } from '../enrollment/trial.ts';

/** Judges steps about crises (CR). */
export function judgeCrisis(_trial: Trial, _state: EnrollmentState): Refusal | null {
  return null;
}
