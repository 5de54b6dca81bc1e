import { Client, Connection } from '@temporalio/client';
import { crisisOf } from '../../src/contracts/ids.ts';
import { crisisWorkflow } from '../../src/contracts/messages.ts';
import type { CrisisAccount } from '../check/evidence.ts';

/** Asks Temporal about every crisis: the newest run of its workflow. */
export async function readCrises(address: string, namespace: string): Promise<CrisisAccount[]> {
  const connection = await Connection.connect({ address });
  try {
    const client = new Client({ connection, namespace });
    const accounts = new Map<string, CrisisAccount>();
    for await (const { workflowId } of client.workflow.list({
      query: `WorkflowType = '${crisisWorkflow}'`,
    })) {
      const crisis = crisisOf(workflowId);
      if (!crisis || accounts.has(workflowId)) continue;
      const { status, raw } = await client.workflow.getHandle(workflowId).describe();
      const taskAttempts = raw.pendingWorkflowTask?.attempt ?? 0;
      accounts.set(workflowId, { ...crisis, status: status.name, taskAttempts });
    }
    return [...accounts.values()];
  } finally {
    await connection.close();
  }
}
