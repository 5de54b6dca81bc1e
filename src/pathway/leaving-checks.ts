import type { StepType } from '../engine/record/steps/index.ts';
import { reopenUntil } from '../engine/deadlines/clock.ts';
import { standingAt } from '../engine/obligations/fold.ts';
import type { EnrollmentState } from '../engine/deadlines/state.ts';
import type { Refusal, Trial } from '../engine/deadlines/step-check.ts';

/** What may be recorded of the time after a discharge. */
const afterDischarge: StepType[] = [
  'logContact',
  'recordOutcomes',
  'reopen',
  'voidStep',
  'adoptPolicy',
  // What was missed before is looked at afterwards as well.
  'explainMiss',
  // Consent is the client's own at any time.
  'grantRelease',
  'revokeRelease',
  'recordInstrument',
  'documentConsultation',
  // Leaving itself may be what people differ about.
  'raiseDispute',
  'recordDisputeStep',
  'settleDispute',
  'withdrawDispute',
];

/** Discharge and reopening, and what may still be recorded after a discharge. */
export function judgeLeaving({ event, command, now }: Trial, state: EnrollmentState): Refusal | null {
  const standing = standingAt(state.steps, event.occurredAt, now);
  const { facts } = event;
  if (facts.type === 'reopen') {
    const until = reopenUntil(standing);
    if (until === null)
      return { code: 'not-discharged', detail: 'The enrollment is open; there is nothing to reopen.' };
    if (event.occurredAt > until) {
      const days = standing.policy.profile.reopenWithinDays.value;
      return {
        code: 'reopening-closed',
        detail: `An enrollment can be reopened for ${days} days after its discharge.`,
      };
    }
    return null;
  }
  if (standing.dischargedAt === null || command.amendment === true || afterDischarge.includes(facts.type))
    return null;
  return {
    code: 'discharged',
    detail:
      'The client was discharged before that time. Reopen the enrollment, or void the discharge if it was entered in error.',
  };
}
