import type { Instant } from '../engine/calendar/index.ts';
import type { EnrollmentState } from '../engine/deadlines/state.ts';
import { refuse, type StepCheck } from '../engine/steps/check.ts';
import { statusAt } from '../engine/obligations/fold.ts';
import type { Command } from '../engine/record/commands.ts';
import type { Actor, StepEvent } from '../engine/record/events.ts';
import { type StepCode, stepRuleOf } from './step-rules.ts';

/** A step about to be taken; `state` is null for the first, which must be the referral. */
export type StepAsked = {
  state: EnrollmentState | null;
  next: EnrollmentState;
  event: StepEvent;
  command: Command;
  by: Actor;
  now: Instant;
};

/** Why a step makes no sense at its time; null when it does. */
export function checkStep({ state, ...asked }: StepAsked) {
  const { event, now } = asked;
  if (event.occurredAt > now)
    return refuse('occurred-in-future', 'A step is entered after it happened, not before.', 'occurredAt');
  if (!state) return checkBeginning(event);
  const referral = state.steps[0];
  if (referral && event.occurredAt < referral.at) {
    const detail = 'The enrollment began with its referral; nothing of it can have happened earlier.';
    return refuse('occurred-before-referral', detail, 'occurredAt');
  }
  if (event.facts.type === 'receiveReferral')
    return refuse('already-recorded', 'The referral of this enrollment has been recorded before.');
  if (state.endedAt !== null && stepRuleOf(event.facts.type).afterDischarge !== 'even-ended')
    return refuse('enrollment-ended', 'This enrollment has ended; a new referral starts a new one.');
  const check: StepCheck = { state, ...asked, facts: event.facts };
  return checkMeant(check) ?? checkDischarged(check) ?? checkByItsRule(check) ?? checkMeets(check);
}

function checkBeginning(event: StepEvent) {
  if (event.facts.type !== 'receiveReferral') return null;
  const { level, policy } = event.facts;
  const known = policy.profile.levels.map(({ id }) => id);
  if (!known.includes(level))
    return refuse(
      'unknown-level',
      `The policy profile knows these levels of care: ${known.join(', ')}.`,
      'level',
    );
  statusAt([{ ...event, id: event.stepId, at: event.occurredAt, by: event.by.staffId }], event.occurredAt);
  return null;
}

/** Of a referral that was never meant nothing is recorded but that it was meant after all. */
function checkMeant({ state, event: { facts }, now }: StepCheck) {
  if (statusAt(state.steps, now).inErrorAt === null) return null;
  const undoes =
    facts.type === 'voidStep' &&
    state.steps.some((step) => step.id === facts.step && step.facts.type === 'enterInError');
  if (undoes) return null;
  const detail =
    'The referral was entered in error. Record it where it belongs; or have a lead void that step.';
  return refuse('entered-in-error', detail);
}

/** An amendment is recorded of the time after a discharge as well. */
function checkDischarged({ state, event, command, now }: StepCheck) {
  if (stepRuleOf(event.facts.type).afterDischarge !== false || command.amendment === true) return null;
  if (statusAt(state.steps, event.occurredAt, now).dischargedAt === null) return null;
  const detail =
    'The client was discharged before that time. Reopen the enrollment, or void the discharge if it was entered in error.';
  return refuse('discharged', detail);
}

function checkByItsRule(check: StepCheck) {
  for (const one of stepRuleOf(check.facts.type).checks) {
    const refusal = one(check);
    // Of the table's own codes: it is held to them where `StepCode` is derived.
    if (refusal) return { ...refusal, code: refusal.code as StepCode };
  }
  return null;
}

/**
 * A step that finds nothing to meet at its time is refused, unless its author says that it is an amendment: then it is
 * recorded, and counts should an earlier step be entered later or voided.
 */
function checkMeets({ next, event, command, now }: StepCheck) {
  const { pointless } = stepRuleOf(event.facts.type);
  if (pointless === null || command.amendment === true) return null;
  // Its duty was met by the decision that it corrects.
  if ('corrects' in event.facts && event.facts.corrects !== undefined) return null;
  const met = statusAt(next.steps, now).obligations.some(
    ({ closedBySeq, status }) => closedBySeq === event.seq && (status === 'met' || status === 'met-late'),
  );
  if (met) return null;
  const remedy =
    'If what it follows from is not entered yet, enter that first; to record it all the same, send "amendment": true.';
  return refuse('nothing-to-meet', `${pointless} ${remedy}`);
}
