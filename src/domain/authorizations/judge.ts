import type { EnrollmentState } from '../enrollment/state.ts';
import type { Refusal, Trial } from '../enrollment/trial.ts';

/** Judges steps about service authorizations and their use, SARs, the discretionary fund (AU). */
export function judgeAuthorization(_trial: Trial, _state: EnrollmentState): Refusal | null {
  return null;
}
