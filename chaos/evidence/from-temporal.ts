import { Client, Connection } from '@temporalio/client';
import type { WorkflowHandle } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import { enrollmentIdOf, enrollmentWorkflowId } from '../../src/contracts/ids.ts';
import { enrollUpdate, versionQuery } from '../../src/contracts/messages.ts';
import type { SubmitReply } from '../../src/contracts/messages.ts';
import { updatesWithSteps } from '../../src/contracts/step-updates.ts';
import type { WorkflowAccount } from '../check/evidence.ts';

type Run = { workflowId: string; runId: string; startTime: Date };
type HistoryEvent = NonNullable<Awaited<ReturnType<WorkflowHandle['fetchHistory']>>['events']>[number];

const atATime = 8;

/** Asks Temporal about every enrollment it knows or should know: its newest run, and the histories of all. */
export async function readTemporal(
  address: string,
  namespace: string,
  enrollmentIds: readonly string[],
): Promise<WorkflowAccount[]> {
  const connection = await Connection.connect({ address });
  try {
    const client = new Client({ connection, namespace });
    const runs = new Map<string, Run[]>(enrollmentIds.map((id) => [id, []]));
    for await (const { workflowId, runId, startTime } of client.workflow.list({ pageSize: 500 })) {
      const id = enrollmentIdOf(workflowId);
      if (id === undefined) continue;
      runs.set(id, [...(runs.get(id) ?? []), { workflowId, runId, startTime }]);
    }
    const queue = [...runs];
    const accounts: WorkflowAccount[] = [];
    const ask = async (): Promise<void> => {
      for (let one = queue.shift(); one; one = queue.shift()) accounts.push(await accountOf(client, ...one));
    };
    await Promise.all(Array.from({ length: atATime }, ask));
    return accounts;
  } finally {
    await connection.close();
  }
}

async function accountOf(
  client: Client,
  enrollmentId: string,
  runs: readonly Run[],
): Promise<WorkflowAccount> {
  const newest = client.workflow.getHandle(enrollmentWorkflowId(enrollmentId));
  const none = { enrollmentId, status: null, version: null, taskAttempts: 0, pendingActivities: 0 };
  const description = await newest.describe().catch(() => null);
  if (description === null) return { ...none, lastTaskFailed: null, recordedCommands: [], runs: 0 };
  const { name: status } = description.status;
  const version = status === 'RUNNING' ? await versionOf(newest) : null;
  const recordedCommands: string[] = [];
  let lastTaskFailed: string | null = null;
  for (const { workflowId, runId } of runs) {
    const { events } = await client.workflow.getHandle(workflowId, runId).fetchHistory();
    recordedCommands.push(...commandsIn(events ?? []));
    if (runId === description.runId) lastTaskFailed = failureOfLastTask(events ?? []);
  }
  return {
    ...none,
    status,
    version,
    taskAttempts: description.raw.pendingWorkflowTask?.attempt ?? 0,
    pendingActivities: description.raw.pendingActivities?.length ?? 0,
    lastTaskFailed,
    recordedCommands,
    runs: runs.length,
  };
}

async function versionOf(handle: WorkflowHandle): Promise<number | null> {
  return await handle.query<number>(versionQuery).catch(() => null);
}

/** Command ids of the updates that were answered with a receipt. */
function commandsIn(events: readonly HistoryEvent[]): string[] {
  const ours = new Set(
    events.flatMap(({ workflowExecutionUpdateAcceptedEventAttributes: accepted }) => {
      const name = accepted?.acceptedRequest?.input?.name ?? '';
      const id = accepted?.protocolInstanceId;
      return id != null && (name === enrollUpdate || updatesWithSteps.includes(name)) ? [id] : [];
    }),
  );
  return events.flatMap(({ workflowExecutionUpdateCompletedEventAttributes: completed }) => {
    const payload = completed?.outcome?.success?.payloads?.[0];
    if (!payload || !ours.has(completed?.meta?.updateId ?? '')) return [];
    const reply = defaultPayloadConverter.fromPayload<SubmitReply>(payload);
    return reply.ok ? [reply.receipt.commandId] : [];
  });
}

/** Null when the newest workflow task that ended, ended well. */
function failureOfLastTask(events: readonly HistoryEvent[]): string | null {
  const last = events.findLast(
    (event) => event.workflowTaskCompletedEventAttributes ?? event.workflowTaskFailedEventAttributes,
  );
  const failed = last?.workflowTaskFailedEventAttributes;
  return failed ? `cause ${failed.cause ?? 'unknown'}: ${failed.failure?.message ?? 'no words'}` : null;
}
