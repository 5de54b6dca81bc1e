import { localDateOf, parseLocalDate } from '../../engine/calendar/index.ts';
import { refuse, type StepCheck } from '../../engine/steps/check.ts';
import { effectiveSteps, statusAt } from '../../engine/obligations/fold.ts';
import type { RecordedStep } from '../../engine/record/steps/index.ts';
import { withoutCollateralRelease } from '../releases/checks.ts';
import { isLocating } from './locating.ts';
import { triageOf } from './state.ts';

const before = ({ state, event, now }: StepCheck): RecordedStep[] =>
  effectiveSteps(state.steps, event.occurredAt, now);

/** IN-6 */
export function checkProviderNamed(check: StepCheck<'notifyTreatmentProvider'>) {
  if (triageOf(before(check)).providers.length > 0) return null;
  return refuse('no-treatment-provider', 'No treatment provider has been named by that time.');
}

export function checkBegins({ facts, event }: StepCheck<'scheduleAppointment'>) {
  if (facts.startsAt > event.occurredAt) return null;
  return refuse('appointment-in-past', 'An appointment begins after it was made.', 'startsAt');
}

type About = 'remindOfAppointment' | 'recordAppointment';

const appointmentThen = (check: StepCheck<About>) =>
  triageOf(before(check)).appointments.find(({ id }) => id === check.facts.about);

export function checkAppointment(check: StepCheck<About>) {
  const appointment = appointmentThen(check);
  if (!appointment)
    return refuse('unknown-appointment', 'No such appointment had been made by that time.', 'about');
  if (!appointment.outcome) return null;
  return refuse('appointment-over', 'What came of this appointment is on record already.', 'about');
}

export function checkItsTime(check: StepCheck<'recordAppointment'>) {
  const { facts, event } = check;
  const startsAt = appointmentThen(check)?.startsAt ?? -Infinity;
  if (facts.outcome === 'cancelled' || startsAt <= event.occurredAt) return null;
  const detail = 'Whether it was kept is known when its time has come; before, it can be cancelled.';
  return refuse('appointment-not-yet', detail, 'outcome');
}

/** IN-7 */
export function checkSearched(check: StepCheck<'recordLocateAttempt' | 'decideLocate'>) {
  if (isLocating(before(check))) return null;
  const detail = 'Nobody is being looked for at that time: a missed appointment opens the search.';
  return refuse('no-locate-open', detail);
}

/** Somebody close to the client is asked only under a release (CO-5). */
export function checkAskedUnderRelease({ facts, event, state, now }: StepCheck<'recordLocateAttempt'>) {
  if (facts.kind !== 'collateral' || facts.disclosed !== undefined) return null;
  return withoutCollateralRelease(facts.release, event.occurredAt, state, now);
}

export function checkSearchEnds({ facts, event, state, now }: StepCheck<'decideLocate'>) {
  if (facts.decision === 'close') return null;
  if (facts.until === undefined)
    return refuse('locate-end-missing', 'Say until when the search goes on.', 'until');
  const { calendar } = statusAt(state.steps, event.occurredAt, now).policy;
  const end = parseLocalDate(facts.until);
  if (end !== undefined && end > localDateOf(calendar, event.occurredAt)) return null;
  return refuse('end-not-later', 'The search goes on until a later day.', 'until');
}
