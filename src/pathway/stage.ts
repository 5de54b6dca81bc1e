import type { EnrollmentState } from '../engine/deadlines/state.ts';
import type { PathwayStatus } from '../engine/obligations/fold.ts';
import { type Stage, stages } from '../engine/record/summary.ts';

/** Stages that something can be left to do of while the client is there. */
type Undertaking = Exclude<Stage, 'intake' | 'active' | 'discharge' | 'ended' | 'entered-in-error'>;

/**
 * What each stage leaves to do. Where the policy gives the stage a duty of its own, the stage lasts while that duty is owed:
 * a profile without the duty has no such stage, and one that opens the duty again (a new emergency, IN-2) is back in it.
 */
const leftToDo: Record<Undertaking, (status: PathwayStatus) => boolean> = {
  triage: owes('IN-2'),
  // Whoever is on call has an emergency until somebody is assigned to stay (IN-8).
  assignment: ({ coordinatorId, provisional }) => coordinatorId === null || provisional,
  engagement: ({ clientReachedAt }) => clientReachedAt === null,
  planning: owes('PL-2'),
  'team-formation': owes('RT-1'),
};

/** A client may be there: nothing is owed before the referral, and nothing of the pathway after a discharge. */
const undertakings = stages.filter((stage): stage is Undertaking => stage in leftToDo);

/** Before its referral is on record, an enrollment is at intake; nobody but its workflow ever sees it there. */
export const firstStage: Stage = 'intake';

/** Where the client stands on the pathway: the first of the stages that is not yet done. */
export function stageOf({ endedAt }: Pick<EnrollmentState, 'endedAt'>, status: PathwayStatus): Stage {
  if (status.inErrorAt !== null) return 'entered-in-error';
  if (endedAt !== null) return 'ended';
  if (status.dischargedAt !== null) return 'discharge';
  return undertakings.find((stage) => leftToDo[stage](status)) ?? 'active';
}

function owes(duty: string) {
  return ({ obligations }: PathwayStatus): boolean =>
    obligations.some((one) => one.closedAt === null && one.duty.split(', ').includes(duty));
}
