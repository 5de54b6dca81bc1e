import type {
  AssignmentActivities,
  AssignmentRound,
  AssignmentRoundInput,
} from '../features/assignment/activities/contract.ts';
import { proxyActivities, setCurrentDetails } from '@temporalio/workflow';
import { assignmentRoundId } from '../contracts/ids.ts';
import { isMisnamed } from './admission.ts';

/** Without end: the record will be back. A round that waits has the next ones left out. */
const { assignDue } = proxyActivities<AssignmentActivities>({
  startToCloseTimeout: '5 minutes',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute' },
  summary: 'Assign whom nobody has assigned',
});

/**
 * One round through an agency's assignment queue (IN-4, IN-8): whose deadline is near is assigned by the system, as the
 * agency chose. Its Schedule starts it every ten minutes; what one round puts off, the next one does.
 */
export async function assignmentRound(input: AssignmentRoundInput): Promise<AssignmentRound> {
  if (isMisnamed((id) => id.startsWith(assignmentRoundId(input.agencyId))))
    return { assigned: 0, nobodyFits: 0, putOff: 0 };
  const { agencyId } = input;
  const done = await assignDue({ agencyId, at: Date.now() });
  setCurrentDetails(`Assigned ${done.assigned}, nobody fits ${done.nobodyFits}, put off ${done.putOff}`);
  return done;
}
