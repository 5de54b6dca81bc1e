import { refuse, type StepCheck } from '../../engine/steps/check.ts';
import { effectiveSteps, statusAt } from '../../engine/obligations/fold.ts';
import { crisesOf, type Crisis, missingActions } from './state.ts';

type About = 'answerCrisis' | 'recordCrisisAction' | 'handOverCrisis' | 'closeCrisis';

/** The crisis a step is about, as it stood then. */
function crisisThen(check: StepCheck<About | 'recordStaffing' | 'reviewSafetyPlan'>): Crisis | undefined {
  const { facts, event, state, now } = check;
  return crisesOf(effectiveSteps(state.steps, event.occurredAt, now)).find(({ id }) => id === facts.about);
}

const unknownCrisis = () =>
  refuse('unknown-crisis', 'No such crisis had been reported by that time.', 'about');

export function checkOpen(check: StepCheck<About>) {
  const crisis = crisisThen(check);
  if (!crisis) return unknownCrisis();
  return crisis.closed ? refuse('crisis-closed', 'The crisis had been closed by then.', 'about') : null;
}

/** After a discharge only a crisis that came after it goes on; of others, what was left out is an amendment. */
export function checkCameAfter(check: StepCheck<About | 'recordStaffing' | 'reviewSafetyPlan'>) {
  const { state, event, command, now } = check;
  if (command.amendment === true || statusAt(state.steps, event.occurredAt, now).dischargedAt === null)
    return null;
  if (crisisThen(check)?.leftAt === null) return null;
  const detail = 'The client was discharged before that time; a crisis since then is reported as a new one.';
  return refuse('discharged', detail);
}

export function checkUnanswered(check: StepCheck<'answerCrisis'>) {
  if (!crisisThen(check)?.answered) return null;
  return refuse('crisis-answered', 'Somebody is on it already.', 'about');
}

/** CR-2: each of the five parts is on record, and a full crisis with the professional, before it is over. */
export function checkComplete(check: StepCheck<'closeCrisis'>) {
  const crisis = crisisThen(check);
  if (!crisis) return unknownCrisis();
  const missing = missingActions(crisis);
  if (missing.length > 0)
    return refuse('crisis-incomplete', `Not yet recorded: ${missing.join(', ')}.`, 'about');
  if (!crisis.full || crisis.handedOver) return null;
  const detail = 'A full crisis goes to the designated mental health professional before it is closed.';
  return refuse('crisis-not-handed-over', detail, 'about');
}

export function checkStaffed(check: StepCheck<'recordStaffing'>) {
  return check.facts.purpose !== 'crisis' || crisisThen(check) ? null : unknownCrisis();
}

export function checkReviewed(check: StepCheck<'reviewSafetyPlan'>) {
  return check.facts.about === undefined || crisisThen(check) ? null : unknownCrisis();
}
