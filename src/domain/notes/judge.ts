import type { EnrollmentState } from '../enrollment/state.ts';
import type { Refusal, Trial } from '../enrollment/trial.ts';

/** Judges steps about what must be written down (DO). */
export function judgeNote(_trial: Trial, _state: EnrollmentState): Refusal | null {
  return null;
}
