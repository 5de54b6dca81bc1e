import type { EnrollmentState } from '../enrollment/state.ts';
import type { Refusal, Trial } from '../enrollment/trial.ts';

/** Judges steps about releases of information, referrals and services (RF, SV, CO-5). */
export function judgeReferral(_trial: Trial, _state: EnrollmentState): Refusal | null {
  return null;
}
