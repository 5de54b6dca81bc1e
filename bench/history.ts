import type { Client } from '@temporalio/client';
import { historiesOf, type History } from '../test/support/histories.ts';

export type HistoryEvent = NonNullable<History['events']>[number];

/** How large an execution is by now, as the server counts it. */
export type Size = { runId: string; events: number; bytes: number; stateTransitions: number };

export async function sizeOf(client: Client, workflowId: string): Promise<Size> {
  const { raw, runId } = await client.workflow.getHandle(workflowId).describe();
  const info = raw.workflowExecutionInfo;
  return {
    runId,
    events: Number(info?.historyLength ?? 0),
    bytes: Number(info?.historySizeBytes ?? 0),
    stateTransitions: Number(info?.stateTransitionCount ?? 0),
  };
}

/** The events of all runs of an enrollment, newest run first. */
export async function runsOf(client: Client, enrollmentId: string): Promise<HistoryEvent[][]> {
  return (await historiesOf(client, enrollmentId)).map(({ events }) => events ?? []);
}

/**
 * Billable actions as Temporal Cloud counts them by the events of a history: each start (continue-as-new too), update,
 * signal, timer, activity, child and upsert of search attributes one, and one for all local activities of a workflow
 * task. What a crisis' own workflow does is not in its enrollment's history, and not counted here.
 */
export function actionsIn(events: readonly HistoryEvent[]): number {
  const tasksWithLocal = new Set<string>();
  let actions = 0;
  for (const event of events) {
    const marker = event.markerRecordedEventAttributes;
    if (marker?.markerName === 'core_local_activity')
      tasksWithLocal.add(String(marker.workflowTaskCompletedEventId));
    if (
      event.workflowExecutionStartedEventAttributes ??
      event.workflowExecutionUpdateAcceptedEventAttributes ??
      event.workflowExecutionSignaledEventAttributes ??
      event.timerStartedEventAttributes ??
      event.activityTaskScheduledEventAttributes ??
      event.startChildWorkflowExecutionInitiatedEventAttributes ??
      event.signalExternalWorkflowExecutionInitiatedEventAttributes ??
      event.upsertWorkflowSearchAttributesEventAttributes
    )
      actions += 1;
  }
  return actions + tasksWithLocal.size;
}

/** `crisis`: it starts a crisis' workflow, tells one something, or hears of one. */
export type Task = { events: number; updates: number; rearmed: boolean; crisis: boolean };

/** Cuts a history into workflow tasks: each with what woke it and what it led to. */
export function tasksIn(events: readonly HistoryEvent[]): Task[] {
  const tasks: Task[] = [];
  let woken = false;
  for (const event of events) {
    const heard = hearsOfCrisis(event);
    const wakes =
      heard || Boolean(event.timerFiredEventAttributes ?? event.workflowExecutionSignaledEventAttributes);
    if ((wakes || event.workflowTaskScheduledEventAttributes) && !woken)
      tasks.push({ events: 0, updates: 0, rearmed: false, crisis: false });
    woken = wakes;
    const task = tasks.at(-1);
    if (!task) continue;
    task.events += 1;
    if (event.workflowExecutionUpdateAcceptedEventAttributes) task.updates += 1;
    if (event.timerStartedEventAttributes) task.rearmed = true;
    if (heard || reachesCrisis(event)) task.crisis = true;
  }
  return tasks;
}

function reachesCrisis(event: HistoryEvent): boolean {
  return Boolean(
    event.startChildWorkflowExecutionInitiatedEventAttributes ??
    event.signalExternalWorkflowExecutionInitiatedEventAttributes,
  );
}

function hearsOfCrisis(event: HistoryEvent): boolean {
  return Boolean(
    event.childWorkflowExecutionStartedEventAttributes ??
    event.childWorkflowExecutionCompletedEventAttributes ??
    event.startChildWorkflowExecutionFailedEventAttributes ??
    event.externalWorkflowExecutionSignaledEventAttributes ??
    event.signalExternalWorkflowExecutionFailedEventAttributes,
  );
}

type Encoder = { encode(message: unknown): { finish(): Uint8Array } };

/** Bytes of the events on the wire: for servers that do not count them. */
export function bytesOf(events: readonly HistoryEvent[]): number {
  return events.reduce((sum, event) => {
    const { constructor } = event as unknown as { constructor: Encoder };
    return sum + constructor.encode(event).finish().length;
  }, 0);
}
