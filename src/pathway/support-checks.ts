import { staleIndex } from '../features/authorizations/enclosed.ts';
import { effectiveSteps, standingAt } from '../engine/obligations/fold.ts';
import { rungsOf } from '../engine/deadlines/rungs.ts';
import { policyOf } from '../engine/deadlines/policies.ts';
import type { EnrollmentState } from '../engine/deadlines/state.ts';
import { unknownLevel } from './level-checks.ts';
import type { Refusal, Trial } from '../engine/deadlines/step-check.ts';

/** Acuity, level of care, extension requests and pages. */
export function judgeSupport({ event, command, now }: Trial, state: EnrollmentState): Refusal | null {
  const { facts, occurredAt } = event;
  const standing = standingAt(state.steps, occurredAt, now);
  const { profile } = standing.policy;
  switch (facts.type) {
    case 'changeLevel':
      if (!profile.levels.some((level) => level.id === facts.level)) return unknownLevel(profile.levels);
      if (facts.level !== standing.level || command.amendment === true) return null;
      return {
        code: 'nothing-to-meet',
        detail: 'The client is at that level of care already.',
        field: 'level',
      };
    case 'scoreAcuity': {
      const { lowest, highest } = profile.acuity.value;
      if (Number.isInteger(facts.score) && facts.score >= lowest && facts.score <= highest) return null;
      const detail = `An Acuity Index is a whole number from ${lowest} to ${highest}.`;
      return { code: 'score-out-of-range', detail, field: 'score' };
    }
    case 'requestExtension':
      return judgeExtension(state, occurredAt, facts.initial, now);
    case 'acknowledgePage': {
      const paged = standing.obligations.some(
        (obligation) =>
          obligation.closedAt === null &&
          rungsOf(policyOf(state, obligation), obligation).some(
            (rung) => rung.type === 'page' && rung.at <= occurredAt,
          ),
      );
      return paged ? null : { code: 'no-page-open', detail: 'No page of this enrollment awaits an answer.' };
    }
    default:
      return null;
  }
}

/** AC-2: every request but the first comes with an Acuity Index that is not out of date. */
function judgeExtension(state: EnrollmentState, at: number, initial: boolean, now: number): Refusal | null {
  const steps = effectiveSteps(state.steps, at, now);
  if (initial && !steps.some((step) => step.facts.type === 'requestExtension')) return null;
  const { policy } = standingAt(state.steps, at, now);
  const index = steps.findLast((step) => step.facts.type === 'scoreAcuity');
  const stale = staleIndex(policy, index, at);
  return stale && { ...stale, field: 'initial' };
}
