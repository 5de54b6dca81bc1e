import { localDateOf, parseLocalDate } from '../../engine/calendar/index.ts';
import { refuse, type StepCheck } from '../../engine/steps/check.ts';
import { effectiveSteps, statusAt } from '../../engine/obligations/fold.ts';
import { matches } from '../../engine/obligations/focus.ts';
import type { ReferralStage } from '../../engine/policy/profile.ts';
import type { RecordedStep } from '../../engine/record/steps/index.ts';
import { isConfirmedNeed, isReport } from '../triage/state.ts';
import { choiceFor, madeOn, referralOf, referralRegister } from './state.ts';

type Making = StepCheck<'makeReferral'>;

const before = ({ state, event, now }: StepCheck<'makeReferral' | 'recordChoice'>) =>
  effectiveSteps(state.steps, event.occurredAt, now);
const policyThen = ({ state, event, now }: Making) => statusAt(state.steps, event.occurredAt, now).policy;

/** PL-6: the client chooses among what was offered, and anew only where the referral before came to nothing. */
export function checkChoice(check: StepCheck<'recordChoice'>) {
  const { options, chosen, replaces } = check.facts;
  if (chosen !== null && !options.includes(chosen)) {
    const detail = 'The client chooses among the providers offered; what was chosen was offered, too.';
    return refuse('choice-not-offered', detail, 'chosen');
  }
  if (replaces === undefined) return null;
  const replaced = referralOf(referralRegister(before(check)), replaces);
  if (!replaced)
    return refuse('unknown-referral', 'No such referral had been made by that time.', 'replaces');
  const over = ['declined', 'withdrawn', 'ended'].includes(replaced.state);
  if (over || replaced.reviews.at(-1)?.decision === 'switch') return null;
  const detail = `The referral is ${replaced.state} at that time; another is chosen when it is declined, withdrawn, ended or to be switched.`;
  return refuse('referral-out-of-turn', detail, 'replaces');
}

/** A need is named once it was confirmed with the client; an emergency referral names one. */
export function checkNeed(check: Making) {
  const { need, emergency, reportedIn } = check.facts;
  if (need === undefined && emergency !== true) return null;
  const steps = before(check);
  if (!isConfirmedNeed(steps, need)) {
    const detail = 'No such need had been confirmed with the client by that time.';
    return refuse('need-not-confirmed', detail, 'need');
  }
  if (reportedIn === undefined || isReport(steps, reportedIn)) return null;
  const detail = 'No such report of an emergency was on record by that time.';
  return refuse('need-not-confirmed', detail, 'reportedIn');
}

/** RF-4 */
export function checkProvider({ facts: { availabilityKnown, waitingDays, fits } }: Making) {
  const unknown = !availabilityKnown || waitingDays === null;
  if (!unknown && fits) return null;
  return refuse(
    'provider-not-suitable',
    unknown
      ? 'Ask the provider for its openings and its waiting time first.'
      : "The provider does not serve the client's group.",
    !availabilityKnown ? 'availabilityKnown' : unknown ? 'waitingDays' : 'fits',
  );
}

export function checkDates(check: Making) {
  const { targetOn, reviewOn, plan } = check.facts;
  const today = localDateOf(policyThen(check).calendar, check.event.occurredAt);
  for (const [field, text] of Object.entries({ targetOn, reviewOn })) {
    const day = parseLocalDate(text);
    if (day === undefined || day < today)
      return refuse(
        'referral-dates',
        'Target and review lie on the day or later.',
        plan ? 'planGoals' : field,
      );
  }
  return null;
}

/**
 * RF-1: every stage that the profile puts before a referral has happened, in its turn; only an emergency need goes ahead
 * of them. Steps are told in the order of the fold: by when they happened, ties by when they were entered.
 */
export function checkOrder(check: Making) {
  const { referralOrder } = policyThen(check).profile;
  if (!referralOrder || check.facts.emergency === true) return null;
  const missing = outOfTurn(referralOrder.stages, before(check));
  if (missing.length === 0) return null;
  return refuse('referral-out-of-order', `Before a referral comes: ${missing.join(', ')} (RF-1).`);
}

/** Stages that have not happened, or not since those they come after; what is missing itself holds up no other. */
function outOfTurn(stages: readonly ReferralStage[], steps: readonly RecordedStep[]): string[] {
  const places = new Map<string, number>();
  return stages.flatMap(({ title, anyOf, after = [] }) => {
    const does = ({ facts }: RecordedStep) =>
      anyOf.some(({ step, where }) => facts.type === step && matches(facts, where));
    const since = Math.max(-1, ...after.map((stage) => places.get(stage) ?? -1));
    const place = steps.findIndex((step, at) => at > since && does(step));
    if (place >= 0) {
      places.set(title, place);
      return [];
    }
    return [steps.some(does) ? `${title} after ${after.join(' and ')}` : title];
  });
}

/** PL-6: a referral goes to the provider that the client has chosen for the service; one choice, one referral. */
export function checkChosen(check: Making) {
  const { service, provider } = check.facts;
  const choice = choiceFor(referralRegister(before(check)), service);
  const missing = (detail: string) => refuse('choice-missing', detail, 'provider');
  if (!choice) return missing("The client's choice for this service is not recorded.");
  if (choice.facts.chosen !== provider) return missing('The client has chosen otherwise for this service.');
  // What was entered since has used a choice up as well.
  const entered = referralRegister(effectiveSteps(check.state.steps, check.now));
  if (!madeOn(entered, choice.id)) return null;
  return missing('A referral has been made on this choice already; for another the client chooses again.');
}
