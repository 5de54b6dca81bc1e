import type { RecordedStep, StepType } from '../../engine/record/steps/index.ts';
import type { Instant } from '../../engine/calendar/index.ts';
import { effectiveSteps } from '../../engine/obligations/fold.ts';
import type { CaseloadWeights } from '../../engine/policy/caseload-terms.ts';
import { triageOf } from '../triage/state.ts';

/** Steps that a weight depends on; a step that voids another belongs to them. */
export const weighingSteps = [
  'scoreAcuity',
  'reportCrisis',
  'reportHighAcuityEvent',
  'scheduleAppointment',
  'recordAppointment',
  'voidStep',
] as const satisfies readonly StepType[];

const dayMs = 86_400_000;

/**
 * What a client weighs beside one at the same level with nothing of the kind, in percent: 100 and what is added.
 * `steps`: the enrollment's, of those kinds at least. `weights` null: the agency's staff policy adds nothing.
 */
export function weightOf(
  steps: readonly RecordedStep[],
  weights: CaseloadWeights | null,
  now: Instant,
): number {
  if (!weights) return 100;
  const effective = effectiveSteps(steps, now);
  return (
    100 + ofAcuity(effective, weights) + ofCrisis(effective, weights, now) + ofTravel(effective, weights, now)
  );
}

function ofAcuity(steps: readonly RecordedStep[], { acuity }: CaseloadWeights): number {
  const newest = steps.findLast(({ facts }) => facts.type === 'scoreAcuity')?.facts;
  if (newest?.type !== 'scoreAcuity') return 0;
  return acuity.value.find(({ above }) => newest.score > above)?.adds ?? 0;
}

function ofCrisis(steps: readonly RecordedStep[], { crisis }: CaseloadWeights, now: Instant): number {
  const { withinDays, adds } = crisis.value;
  const recent = steps.some(
    ({ at, facts }) =>
      (facts.type === 'reportCrisis' || facts.type === 'reportHighAcuityEvent') &&
      now - at <= withinDays * dayMs,
  );
  return recent ? adds : 0;
}

function ofTravel(steps: readonly RecordedStep[], { travel }: CaseloadWeights, now: Instant): number {
  const { withinDays, addsEach, addsAtMost } = travel.value;
  const journeys = triageOf(steps).appointments.filter(
    ({ travelArranged, startsAt, outcome }) =>
      travelArranged && outcome?.outcome !== 'cancelled' && Math.abs(startsAt - now) <= withinDays * dayMs,
  );
  return Math.min(journeys.length * addsEach, addsAtMost);
}
