import type { EnrollmentState } from '../enrollment/state.ts';
import type { Refusal, Trial } from '../enrollment/trial.ts';

/** Judges steps about outcome instruments, satisfaction, leaving, disputes (OU, DI). */
export function judgeOutcome(_trial: Trial, _state: EnrollmentState): Refusal | null {
  return null;
}
