import type { EnrollmentState } from '../enrollment/state.ts';
import type { Refusal, Trial } from '../enrollment/trial.ts';
import { judgeRelease } from '../releases/judge.ts';

/** Judges steps about releases of information, referrals and services (RF, SV, CO-5). */
export function judgeReferral(trial: Trial, state: EnrollmentState): Refusal | null {
  return judgeRelease(trial, state);
}
