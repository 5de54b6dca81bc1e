import type { PeopleActivities, PeopleRoundInput } from '../features/staff/activities/contract.ts';
import { proxyActivities, setCurrentDetails } from '@temporalio/workflow';
import { peopleRoundId } from '../contracts/ids.ts';
import { isMisnamed } from './admission.ts';

/** Without end: what is due stays due, and the record will be back. A round that waits has the next ones left out. */
const { raiseStaffNotices } = proxyActivities<PeopleActivities>({
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute' },
  summary: 'Tell what is due about staff',
});

/**
 * One round through the staff of an agency: what is owed about them by now is told, once each. Its Schedule starts it each
 * hour; a round that was missed leaves nothing behind, since the next one tells all that is due by then.
 */
export async function peopleRound(input: PeopleRoundInput): Promise<{ raised: number }> {
  if (isMisnamed((id) => id.startsWith(peopleRoundId(input.agencyId)))) return { raised: 0 };
  const { agencyId } = input;
  const told = await raiseStaffNotices({ agencyId, at: Date.now() });
  setCurrentDetails(`Notices that were new: ${told.raised}`);
  return told;
}
