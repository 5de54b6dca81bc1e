import type { EnrollmentState } from '../enrollment/state.ts';
import type { Refusal, Trial } from '../enrollment/trial.ts';

/** Judges steps about emergency needs, appointments, locating a client, the treatment provider (IN). */
export function judgeTriage(_trial: Trial, _state: EnrollmentState): Refusal | null {
  return null;
}
