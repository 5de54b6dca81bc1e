import type { TransferActivities, TransferInput } from '../features/transfer/activities/contract.ts';
import { continueAsNew, proxyActivities, setCurrentDetails, sleep, workflowInfo } from '@temporalio/workflow';
import { transferWorkflowId } from '../contracts/ids.ts';
import { isMisnamed } from './admission.ts';

/** Without end: the client has been accepted, and record and enrollments will be back. */
const { enrollTransferred, carryOver, endTransferred } = proxyActivities<TransferActivities>({
  startToCloseTimeout: '20 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute' },
});

/**
 * A client who has been accepted goes over to the other agency: first the new enrollment is on record, then it has what comes
 * over, and only then the old one ends. Each step is one that is recorded once, however often it is tried. Where the old
 * agency's policy asks for something before the client leaves, both enrollments are open until it is there.
 */
export async function transfer(input: TransferInput): Promise<void> {
  if (isMisnamed((id) => id === transferWorkflowId(input.transferId))) return;
  if ((await enrollTransferred({ ...input, at: Date.now() })).stopped) return;
  await carryOver({ ...input, at: Date.now() });
  while (!(await endTransferred({ ...input, at: Date.now() })).ended) {
    setCurrentDetails('The sending agency has something to record before the client can leave.');
    await sleep('10 minutes', { summary: 'Until the old enrollment is tried again' });
    // Each step answers from the record, so that the next run goes through them again.
    if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof transfer>(input);
  }
}
