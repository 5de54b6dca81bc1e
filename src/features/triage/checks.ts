import type { RecordedStep } from '../../engine/record/steps/index.ts';
import { localDateOf, parseLocalDate } from '../../engine/calendar/index.ts';
import type { EnrollmentState } from '../../engine/deadlines/state.ts';
import type { Refusal, Trial } from '../../engine/deadlines/step-check.ts';
import { effectiveSteps, standingAt } from '../../engine/obligations/fold.ts';
import { withoutCollateralRelease } from '../releases/checks.ts';
import { isLocating } from './locating.ts';
import { type Appointment, triageOf } from './state.ts';

/** Judges steps about emergency needs, appointments, locating a client, the treatment provider (IN). */
export function judgeTriage({ event, now }: Trial, state: EnrollmentState): Refusal | null {
  const { facts, occurredAt } = event;
  const before = (): RecordedStep[] => effectiveSteps(state.steps, occurredAt, now);
  switch (facts.type) {
    case 'notifyTreatmentProvider':
      if (triageOf(before()).providers.length > 0) return null;
      return {
        code: 'no-treatment-provider',
        detail: 'No treatment provider has been named by that time.',
      };
    case 'scheduleAppointment':
      if (facts.startsAt > occurredAt) return null;
      return {
        code: 'appointment-in-past',
        detail: 'An appointment begins after it was made.',
        field: 'startsAt',
      };
    case 'remindOfAppointment':
      return judgeAppointment(before(), facts.about, () => null);
    case 'recordAppointment':
      return judgeAppointment(before(), facts.about, ({ startsAt }) =>
        facts.outcome === 'cancelled' || startsAt <= occurredAt
          ? null
          : {
              code: 'appointment-not-yet',
              detail: 'Whether it was kept is known when its time has come; before, it can be cancelled.',
              field: 'outcome',
            },
      );
    case 'recordLocateAttempt': {
      const stray = judgeSearch(before());
      if (stray || facts.kind !== 'collateral') return stray;
      return withoutCollateralRelease(facts.release, occurredAt, state, now);
    }
    case 'decideLocate': {
      const stray = judgeSearch(before());
      if (stray || facts.decision === 'close') return stray;
      const { calendar } = standingAt(state.steps, occurredAt, now).policy;
      return judgeEnd(facts.until, localDateOf(calendar, occurredAt));
    }
    default:
      return null;
  }
}

function judgeAppointment(
  steps: readonly RecordedStep[],
  about: string,
  further: (appointment: Appointment) => Refusal | null,
): Refusal | null {
  const appointment = triageOf(steps).appointments.find(({ id }) => id === about);
  if (!appointment) {
    const detail = 'No such appointment had been made by that time.';
    return { code: 'unknown-appointment', detail, field: 'about' };
  }
  if (appointment.outcome) {
    const detail = 'What came of this appointment is on record already.';
    return { code: 'appointment-over', detail, field: 'about' };
  }
  return further(appointment);
}

function judgeSearch(steps: readonly RecordedStep[]): Refusal | null {
  if (isLocating(steps)) return null;
  return {
    code: 'no-locate-open',
    detail: 'Nobody is being looked for at that time: a missed appointment opens the search.',
  };
}

function judgeEnd(until: string | undefined, today: number): Refusal | null {
  if (until === undefined)
    return { code: 'locate-end-missing', detail: 'Say until when the search goes on.', field: 'until' };
  const end = parseLocalDate(until);
  if (end !== undefined && end > today) return null;
  return { code: 'end-not-later', detail: 'The search goes on until a later day.', field: 'until' };
}
