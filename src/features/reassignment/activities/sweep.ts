import type { ReassignmentInput } from './contract.ts';
import type { Client } from '@temporalio/client';
import { reassignmentWorkflowId } from '../../../contracts/ids.ts';
import { reassignmentWorkflow, taskQueue } from '../../../contracts/messages.ts';
import type { MoveRecord } from '../postgres/ports.ts';
import type { Gateway } from '../../../kit/temporal/gateway.ts';
import { type Rounds, startRounds } from '../../../kit/poller.ts';

/**
 * Starts the workflow of a reassignment; one that runs is left alone. One that has ended while the record says that it has
 * not (a record that was restored) is begun again: it asks the record who is left. Rejects while Temporal is away.
 */
export async function startReassignment(client: Client, input: ReassignmentInput): Promise<void> {
  await client.workflow.start(reassignmentWorkflow, {
    workflowId: reassignmentWorkflowId(input.reassignmentId),
    taskQueue,
    args: [input],
    workflowIdConflictPolicy: 'USE_EXISTING',
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    staticSummary: 'Reassignment: clients of one coordinator go to others',
  });
}

export type ReassignmentSweepDeps = {
  gateway: Pick<Gateway, 'reassign'>;
  moves: Pick<MoveRecord, 'open'>;
  log: { warn(fields: object, text: string): void };
  everyMs?: number;
};

const perRound = 100;

/**
 * Sees to it that each reassignment that is planned and not over has its workflow: the API may have died between the plan and
 * the start, Temporal may have been away or have lost it. At once, and then each minute.
 */
export function startReassignmentSweep({
  gateway,
  moves,
  log,
  everyMs = 60_000,
}: ReassignmentSweepDeps): Rounds {
  return startRounds({
    async round(stopped) {
      for (const input of await moves.open(perRound)) {
        if (stopped()) return;
        if ((await gateway.reassign(input)) === 'away') return;
      }
    },
    ...{ pauseMs: () => everyMs, log, putOff: 'reassignments put off' },
  });
}
