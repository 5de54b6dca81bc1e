import { reopenUntil } from '../engine/deadlines/clock.ts';
import { policyOf } from '../engine/deadlines/policies.ts';
import { rungsOf } from '../engine/deadlines/rungs.ts';
import { refuse, type StepCheck } from '../engine/steps/check.ts';
import { statusAt } from '../engine/obligations/fold.ts';
import { isLead } from '../engine/policy/terms.ts';

const status = ({ state, event, now }: StepCheck) => statusAt(state.steps, event.occurredAt, now);

export function checkReopenable(check: StepCheck<'reopen'>) {
  const then = status(check);
  const until = reopenUntil(then);
  if (until === null) return refuse('not-discharged', 'The enrollment is open; there is nothing to reopen.');
  if (check.event.occurredAt <= until) return null;
  const days = then.policy.profile.reopenWithinDays.value;
  return refuse('reopening-closed', `An enrollment can be reopened for ${days} days after its discharge.`);
}

/** It takes back what was announced until now, and nothing that was due is dated away. */
export function checkEnteredNow({ command, now }: StepCheck<'enterInError'>) {
  if (command.occurredAt === undefined || command.occurredAt >= now) return null;
  const detail = 'That a referral was never meant holds from the moment it is said: leave out the time.';
  return refuse('error-dated-back', detail, 'occurredAt');
}

export function checkPaged(check: StepCheck<'acknowledgePage'>) {
  const { state, event } = check;
  const paged = status(check).obligations.some(
    (obligation) =>
      obligation.closedAt === null &&
      rungsOf(policyOf(state, obligation), obligation).some(
        (rung) => rung.type === 'page' && rung.at <= event.occurredAt,
      ),
  );
  return paged ? null : refuse('no-page-open', 'No page of this enrollment awaits an answer.');
}

/** A step entered in error is voided by its author or a supervisor; nothing is deleted. */
export function checkVoidable({ facts, by, state }: StepCheck<'voidStep'>) {
  const step = state.steps.find((candidate) => candidate.id === facts.step);
  if (!step) return refuse('unknown-step', 'This enrollment has no such step.', 'step');
  if (step.facts.type === 'receiveReferral' || step.facts.type === 'voidStep')
    return refuse('step-not-voidable', 'A referral or a voiding cannot be voided.', 'step');
  const voided = state.steps.some(
    (other) => other.facts.type === 'voidStep' && other.facts.step === facts.step,
  );
  if (voided) return refuse('step-already-voided', 'That step has been voided already.', 'step');
  if (step.by === by.staffId || isLead(by.role)) return null;
  return refuse('not-your-step', 'A step is voided by its author or a supervisor.');
}
