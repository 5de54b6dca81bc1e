import type { ReassignmentInput } from './contract.ts';
import { reassignmentWorkflowId } from '../../../contracts/ids.ts';
import { reassignmentWorkflow } from '../../../contracts/messages.ts';
import type { MoveRecord } from '../postgres/ports.ts';
import type { Gateway } from '../../../kit/temporal/gateway.ts';
import type { WorkflowStart } from '../../../kit/temporal/start.ts';
import { type Poller, startPoller } from '../../../kit/poller.ts';

/**
 * The workflow that carries a reassignment out. One that has ended while the record says that it has not (a record that was
 * restored) is begun again: it asks the record who is left.
 */
export function carryingOut(input: ReassignmentInput): WorkflowStart {
  return {
    ...{ workflow: reassignmentWorkflow, workflowId: reassignmentWorkflowId(input.reassignmentId), input },
    summary: 'Reassignment: clients of one coordinator go to others',
  };
}

export type ReassignmentSweepDeps = {
  gateway: Pick<Gateway, 'begin'>;
  moves: Pick<MoveRecord, 'open'>;
  log: { warn(fields: object, text: string): void };
  everyMs?: number;
};

const perPoll = 100;

/**
 * Sees to it that each reassignment that is planned and not over has its workflow: the API may have died between the plan and
 * the start, Temporal may have been away or have lost it. At once, and then each minute.
 */
export function startReassignmentSweep({
  gateway,
  moves,
  log,
  everyMs = 60_000,
}: ReassignmentSweepDeps): Poller {
  return startPoller({
    async poll(stopped) {
      for (const input of await moves.open(perPoll)) {
        if (stopped()) return undefined;
        if ((await gateway.begin(carryingOut(input))) === 'away') return 'away';
      }
      return undefined;
    },
    ...{ pauseMs: () => everyMs, log, putOff: 'reassignments put off' },
  });
}
