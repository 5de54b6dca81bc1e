import type {
  AssignmentActivities,
  AssignmentRound,
  AssignmentRoundInput,
} from '../features/assignment/activities/contract.ts';
import { proxyActivities, setCurrentDetails } from '@temporalio/workflow';

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
export async function assignmentRound({ agencyId }: AssignmentRoundInput): Promise<AssignmentRound> {
  const done = await assignDue({ agencyId, at: Date.now() });
  setCurrentDetails(`Assigned ${done.assigned}, nobody fits ${done.nobodyFits}, put off ${done.putOff}`);
  return done;
}
