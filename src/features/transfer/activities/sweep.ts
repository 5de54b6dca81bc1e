import type { TransferInput } from './contract.ts';
import { type Client, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { transferWorkflowId } from '../../../contracts/ids.ts';
import { taskQueue, transferWorkflow } from '../../../contracts/messages.ts';
import type { TransferWork } from '../postgres/ports.ts';
import { type Rounds, startRounds } from '../../../kit/poller.ts';

/** Has an accepted transfer go on; a second time changes nothing. Rejects while Temporal is away. */
export async function startTransfer(client: Client, transferId: string): Promise<'begun' | 'going-on'> {
  try {
    await client.workflow.start<(input: TransferInput) => Promise<void>>(transferWorkflow, {
      workflowId: transferWorkflowId(transferId),
      taskQueue,
      args: [{ transferId }],
      workflowIdConflictPolicy: 'FAIL',
      staticSummary: 'Transfer: one client from an agency to another',
    });
    return 'begun';
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return 'going-on';
    throw error;
  }
}

export type TransfersDeps = {
  gateway: { beginTransfer(transferId: string): Promise<'begun' | 'going-on'> };
  work: Pick<TransferWork, 'unfinished'>;
  log: { info(fields: object, text: string): void; warn(fields: object, text: string): void };
  everyMs?: number;
};

/**
 * Sees to it that every transfer that was accepted goes on: whoever accepted it needs no Temporal, and a workflow that was
 * lost with its server is begun again. Each step looks at the record first, so that nothing happens twice.
 */
export function startTransfers({ gateway, work, log, everyMs = 5_000 }: TransfersDeps): Rounds {
  return startRounds({
    async round(stopped) {
      for (const transferId of await work.unfinished()) {
        if (stopped()) return;
        if ((await gateway.beginTransfer(transferId)) === 'begun')
          log.info({ transferId }, 'a transfer goes on');
      }
    },
    ...{ pauseMs: () => everyMs, log, putOff: 'transfers put off' },
  });
}
