import type { EnrollmentState } from '../enrollment/state.ts';
import type { Refusal, Trial } from '../enrollment/trial.ts';

/** Judges steps about the team, contact information (RT, CO). */
export function judgeRst(_trial: Trial, _state: EnrollmentState): Refusal | null {
  return null;
}
