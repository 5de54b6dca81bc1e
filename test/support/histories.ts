import type { Client } from '@temporalio/client';
import { defaultPayloadConverter } from '@temporalio/common';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { Worker } from '@temporalio/worker';
import { enrollmentWorkflowId } from '../../src/contracts/ids.ts';
import type { workflowBundle } from '../../src/worker/workflow-bundle.ts';

type Bundle = Awaited<ReturnType<typeof workflowBundle>>;
export type History = Awaited<ReturnType<ReturnType<Client['workflow']['getHandle']>['fetchHistory']>>;

/** The histories of all runs of an enrollment, newest first. */
export async function historiesOf(client: Client, enrollmentId: string): Promise<History[]> {
  return historiesOfWorkflow(client, enrollmentWorkflowId(enrollmentId));
}

/** The histories of all runs of a workflow that led to its newest, newest first. */
export async function historiesOfWorkflow(client: Client, workflowId: string): Promise<History[]> {
  const histories: History[] = [];
  let runId: string | undefined;
  do {
    const history = await client.workflow.getHandle(workflowId, runId).fetchHistory();
    histories.push(history);
    const started = history.events?.[0]?.workflowExecutionStartedEventAttributes;
    runId = started?.continuedExecutionRunId || undefined;
  } while (runId !== undefined);
  return histories;
}

/** Rejects when the code no longer does what the history says. */
export async function replay(
  workflowBundleCode: Bundle,
  history: History | object,
  workflowId: string,
): Promise<void> {
  await Worker.runReplayHistory(
    { workflowBundle: workflowBundleCode, replayName: 'replay' },
    history,
    workflowId,
  );
}

/** The changes behind `patched` that a run began with. */
export function patchesIn({ events }: History): string[] {
  return (events ?? []).flatMap(({ markerRecordedEventAttributes: marker }) => {
    const [payload] = marker?.details?.['patch-data']?.payloads ?? [];
    return payload ? [defaultPayloadConverter.fromPayload<{ id: string }>(payload).id] : [];
  });
}

/** As the Temporal CLI writes it. */
export function asJson(history: History): string {
  return historyToJSON(history);
}
