import type {
  MoveActivities,
  ReassignmentInput,
  ReassignmentProgress,
} from '../features/reassignment/activities/contract.ts';
import { defineQuery, proxyActivities, setCurrentDetails, setHandler } from '@temporalio/workflow';
import { reassignmentWorkflowId } from '../contracts/ids.ts';
import { progressQuery } from '../contracts/messages.ts';
import { isMisnamed } from './admission.ts';

/** Without end: whoever was to be moved is to be moved, and what is away will be back. */
const { clientsToMove, moveClient, endReassignment } = proxyActivities<MoveActivities>({
  startToCloseTimeout: '20 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '30 seconds' },
});
const progressOf = defineQuery<ReassignmentProgress>(progressQuery);

/** So many clients are on their way at once: their new coordinators' caseloads are few rows, for which they would only wait. */
const atATime = 4;

/**
 * Moves the clients of one reassignment, each by a step of its enrollment. What is planned, stopped and settled stands in the
 * record: a run that begins anew asks there who is left. One activity a client, at most 200 of them, is at most some 1,300
 * events: no run has to go on as a new one.
 */
export async function reassignment(input: ReassignmentInput): Promise<ReassignmentProgress> {
  let progress: ReassignmentProgress = { waiting: 0, moved: 0, refused: 0, left: 0 };
  if (isMisnamed((id) => id === reassignmentWorkflowId(input.reassignmentId))) return progress;
  setHandler(progressOf, () => progress);
  const left = await clientsToMove(input);
  progress.waiting = left.length;

  async function lane(): Promise<void> {
    for (let enrollmentId = left.shift(); enrollmentId !== undefined; enrollmentId = left.shift()) {
      const state = await moveClient({ ...input, enrollmentId });
      progress.waiting -= 1;
      progress[state] += 1;
      setCurrentDetails(`Moved ${progress.moved}, refused ${progress.refused}, to go ${progress.waiting}`);
    }
  }
  await Promise.all(Array.from({ length: atATime }, lane));
  progress = await endReassignment(input);
  setCurrentDetails(`Moved ${progress.moved}, refused ${progress.refused}, left ${progress.left}`);
  return progress;
}
