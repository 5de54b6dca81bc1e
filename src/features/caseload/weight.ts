import type { Instant } from '../../engine/calendar/index.ts';
import type { RecordedStep } from '../../engine/record/steps/pathway.ts';
import { effectiveSteps } from '../../engine/obligations/fold.ts';
import type { Sourced } from '../../engine/policy/profile.ts';
import type { StepType } from '../../engine/record/vocabulary.ts';
import { triageOf } from '../triage/state.ts';

/** How much more a client weighs than the level of care says, in percent of it. All that applies is added up. */
export type CaseloadWeights = {
  /** By the newest score: the first whose line it is above. */
  acuity: Sourced<{ above: number; adds: number }[]>;
  /** A crisis or a high-acuity event at most so many days ago. */
  crisis: Sourced<{ withinDays: number; adds: number }>;
  /** Each appointment with travel at most so many days ago or ahead. */
  travel: Sourced<{ withinDays: number; addsEach: number; addsAtMost: number }>;
};

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
 * `steps`: the enrollment's, of those kinds at least.
 */
export function weightOf(steps: readonly RecordedStep[], weights: CaseloadWeights, now: Instant): number {
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
