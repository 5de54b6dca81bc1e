import { type Client, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { taskQueue } from '../../contracts/messages.ts';

/** A workflow that runs at most once at a time under its id, and may be begun again after its end. */
export type WorkflowStart = {
  workflow: string;
  workflowId: string;
  input: object;
  /** What ops read of it in the Web UI: nothing protected. */
  summary: string;
};

export function startOptions({ workflowId, input, summary }: Omit<WorkflowStart, 'workflow'>) {
  return { workflowId, taskQueue, args: [input] as [object], staticSummary: summary };
}

/** Begins it, or leaves the one that runs alone. Rejects while Temporal is away. */
export async function startOnce(client: Client, start: WorkflowStart): Promise<'begun' | 'going-on'> {
  try {
    await client.workflow.start<(input: object) => Promise<unknown>>(start.workflow, {
      ...startOptions(start),
      workflowIdConflictPolicy: 'FAIL',
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    });
    return 'begun';
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return 'going-on';
    throw error;
  }
}
