import type { EnrollmentState } from '../enrollment/state.ts';
import type { Refusal, Trial } from '../enrollment/trial.ts';

/** Judges steps about the Acuity Index, level of care, stabilization (AC). */
export function judgeAcuity(_trial: Trial, _state: EnrollmentState): Refusal | null {
  return null;
}
