import type { TransferInput } from './contract.ts';
import { transferWorkflowId } from '../../../contracts/ids.ts';
import { transferWorkflow } from '../../../contracts/messages.ts';
import type { TransferWork } from '../postgres/ports.ts';
import type { Gateway } from '../../../kit/temporal/gateway.ts';
import type { WorkflowStart } from '../../../kit/temporal/start.ts';
import { type Poller, startPoller } from '../../../kit/poller.ts';

/** The workflow that has an accepted transfer go on. */
export function goingOver(transferId: string): WorkflowStart {
  const input: TransferInput = { transferId };
  return {
    ...{ workflow: transferWorkflow, workflowId: transferWorkflowId(transferId), input },
    summary: 'Transfer: one client from an agency to another',
  };
}

export type TransfersDeps = {
  gateway: Pick<Gateway, 'begin'>;
  work: Pick<TransferWork, 'unfinished'>;
  log: { info(fields: object, text: string): void; warn(fields: object, text: string): void };
  everyMs?: number;
};

/**
 * Sees to it that every transfer that was accepted goes on: whoever accepted it needs no Temporal, and a workflow that was
 * lost with its server is begun again. Each step looks at the record first, so that nothing happens twice.
 */
export function startTransfers({ gateway, work, log, everyMs = 5_000 }: TransfersDeps): Poller {
  return startPoller({
    async poll(stopped) {
      for (const transferId of await work.unfinished()) {
        if (stopped()) return undefined;
        const outcome = await gateway.begin(goingOver(transferId));
        if (outcome === 'away') return 'away';
        if (outcome === 'begun') log.info({ transferId }, 'a transfer goes on');
      }
      return undefined;
    },
    ...{ pauseMs: () => everyMs, log, putOff: 'transfers put off' },
  });
}
