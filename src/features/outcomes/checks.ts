import { effectiveSteps, standingAt } from '../../engine/obligations/fold.ts';
import type { EnrollmentState } from '../../engine/deadlines/state.ts';
import type { Refusal, Trial } from '../../engine/deadlines/step-check.ts';
import { judgeDispute } from './dispute-checks.ts';
import { judgeDischarge } from './leaving-checks.ts';
import { groupsOf } from './state.ts';

/** Judges steps about outcome instruments, satisfaction, leaving, disputes (OU, DI). */
export function judgeOutcome({ event, now }: Trial, state: EnrollmentState): Refusal | null {
  const { facts, occurredAt } = event;
  switch (facts.type) {
    case 'enterClientGroup':
    case 'leaveClientGroup': {
      const inside = groupsOf(effectiveSteps(state.steps, occurredAt, now)).some(
        ({ group, leftAt }) => group === facts.group && leftAt === null,
      );
      if (facts.type === 'enterClientGroup')
        return inside ? group('already-in-group', 'The client is in that group already.') : null;
      return inside ? null : group('not-in-group', 'The client was not in that group at that time.');
    }
    case 'discharge': {
      const { policy, level } = standingAt(state.steps, occurredAt, now);
      return judgeDischarge(facts, effectiveSteps(state.steps, occurredAt, now), policy, level, occurredAt);
    }
    case 'recordOutcomes': {
      // OU-2: what is measured of a client who left says whether the program was completed.
      const { profile } = standingAt(state.steps, occurredAt, now).policy;
      if (!profile.leaving || facts.completed !== undefined) return null;
      const detail = 'Say whether the client completed the program ("completed"), and by what measure.';
      return { code: 'completion-not-measured', detail, field: 'completed' };
    }
    case 'recordDisputeStep':
    case 'settleDispute':
    case 'withdrawDispute': {
      const { profile } = standingAt(state.steps, occurredAt, now).policy;
      return judgeDispute(facts, effectiveSteps(state.steps, occurredAt, now), profile);
    }
    default:
      return null;
  }
}

function group(code: 'already-in-group' | 'not-in-group', detail: string): Refusal {
  return { code, detail, field: 'group' };
}
