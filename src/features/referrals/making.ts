import type { RecordedStep, StepFacts } from '../../engine/record/steps/index.ts';
import { localDateOf, parseLocalDate } from '../../engine/calendar/index.ts';
import type { EnrollmentState } from '../../engine/deadlines/state.ts';
import type { Refusal, Trial } from '../../engine/deadlines/step-check.ts';
import { effectiveSteps, standingAt } from '../../engine/obligations/fold.ts';
import { matches } from '../../engine/obligations/things.ts';
import type { Policy, ReferralStage } from '../../engine/policy/profile.ts';
import { isConfirmedNeed } from '../triage/state.ts';
import { choiceFor, madeOn, referralOf, referralRegister } from './state.ts';

type Made = Extract<StepFacts, { type: 'makeReferral' }>;

/** Judges the client's choice (PL-6), and the referral made on it (RF-1, RF-4, AU-5). */
export function judgeMaking({ event, now }: Trial, state: EnrollmentState): Refusal | null {
  const { facts, occurredAt } = event;
  if (facts.type !== 'recordChoice' && facts.type !== 'makeReferral') return null;
  const steps = effectiveSteps(state.steps, occurredAt, now);
  if (facts.type === 'recordChoice') return judgeChoice(facts, steps);
  const { policy } = standingAt(state.steps, occurredAt, now);
  return (
    paid(facts.feeCents) ??
    judgeNeed(facts, steps) ??
    judgeProvider(facts) ??
    judgeDates(facts, policy, occurredAt) ??
    judgeOrder(facts, policy, steps) ??
    // What was entered since has used a choice up as well.
    withoutChoice(facts, steps, effectiveSteps(state.steps, now))
  );
}

/** AU-5: why a fee for a referral is refused, whoever gives or takes it; null where there is none. */
export function paid(feeCents: number | undefined): Refusal | null {
  if ((feeCents ?? 0) === 0) return null;
  return {
    code: 'referral-fee',
    detail: 'Nobody pays or takes a fee for a referral (AU-5).',
    field: 'feeCents',
  };
}

function judgeChoice(
  { options, chosen, replaces }: Extract<StepFacts, { type: 'recordChoice' }>,
  steps: readonly RecordedStep[],
): Refusal | null {
  if (chosen !== null && !options.includes(chosen)) {
    const detail = 'The client chooses among the providers offered; what was chosen was offered, too.';
    return { code: 'choice-not-offered', detail, field: 'chosen' };
  }
  if (replaces === undefined) return null;
  const before = referralOf(referralRegister(steps), replaces);
  if (!before) {
    const detail = 'No such referral had been made by that time.';
    return { code: 'unknown-referral', detail, field: 'replaces' };
  }
  const over = ['declined', 'withdrawn', 'ended'].includes(before.state);
  if (over || before.reviews.at(-1)?.decision === 'switch') return null;
  const detail = `The referral is ${before.state} at that time; another is chosen when it is declined, withdrawn, ended or to be switched.`;
  return { code: 'referral-out-of-turn', detail, field: 'replaces' };
}

/** PL-6: a referral goes to the provider that the client has chosen for the service; one choice, one referral. */
function withoutChoice(
  { service, provider }: Made,
  steps: readonly RecordedStep[],
  entered: readonly RecordedStep[],
): Refusal | null {
  const choice = choiceFor(referralRegister(steps), service);
  const missing = (detail: string): Refusal => ({ code: 'choice-missing', detail, field: 'provider' });
  if (!choice) return missing("The client's choice for this service is not recorded.");
  if (choice.facts.chosen !== provider) return missing('The client has chosen otherwise for this service.');
  if (!madeOn(referralRegister(entered), choice.id)) return null;
  return missing('A referral has been made on this choice already; for another the client chooses again.');
}

/** A need is named once it was confirmed with the client; an emergency referral names one. */
function judgeNeed({ need, emergency }: Made, steps: readonly RecordedStep[]): Refusal | null {
  if (need === undefined && emergency !== true) return null;
  if (isConfirmedNeed(steps, need)) return null;
  const detail = 'No such need had been confirmed with the client by that time.';
  return { code: 'need-not-confirmed', detail, field: 'need' };
}

/** RF-4 */
function judgeProvider({ availabilityKnown, waitingDays, fits }: Made): Refusal | null {
  const unknown = !availabilityKnown || waitingDays === null;
  if (!unknown && fits) return null;
  return {
    code: 'provider-not-suitable',
    detail: unknown
      ? 'Ask the provider for its openings and its waiting time first.'
      : "The provider does not serve the client's group.",
    field: !availabilityKnown ? 'availabilityKnown' : unknown ? 'waitingDays' : 'fits',
  };
}

function judgeDates({ targetOn, reviewOn }: Made, { calendar }: Policy, at: number): Refusal | null {
  const today = localDateOf(calendar, at);
  for (const [field, text] of Object.entries({ targetOn, reviewOn })) {
    const day = parseLocalDate(text);
    if (day === undefined || day < today)
      return { code: 'referral-dates', detail: 'Target and review lie on the day or later.', field };
  }
  return null;
}

/**
 * RF-1: every stage that the profile puts before a referral has happened, in its turn; only an emergency need goes ahead
 * of them. Steps are told in the order of the fold: by when they happened, ties by when they were entered.
 */
function judgeOrder(
  { emergency }: Made,
  { profile: { referralOrder } }: Policy,
  steps: readonly RecordedStep[],
): Refusal | null {
  if (!referralOrder || emergency === true) return null;
  const missing = outOfTurn(referralOrder.stages, steps);
  if (missing.length === 0) return null;
  return { code: 'referral-out-of-order', detail: `Before a referral comes: ${missing.join(', ')} (RF-1).` };
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
