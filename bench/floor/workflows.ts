import {
  defineUpdate,
  proxyLocalActivities,
  proxySinks,
  setHandler,
  sleep,
  workflowInfo,
} from '@temporalio/workflow';
import type { FloorActivities, FloorSinks } from './activities.ts';

const { writeRow, nothing } = proxyLocalActivities<FloorActivities>({ startToCloseTimeout: '5 seconds' });

const { timers } = proxySinks<FloorSinks>();

const step = defineUpdate<number, [string]>('step');

/** The least a durable step can cost on Temporal: an update whose handler writes one row, with one timer pending. */
export async function minimal(): Promise<void> {
  setHandler(step, async (id: string) => await writeRow(id));
  await sleep('3650 days');
}

/** The least a deadline can cost: one timer, and one local activity that does nothing. */
export async function bareTimer(due: number): Promise<void> {
  timers.armed();
  await sleep(Math.max(1, due - Date.now()));
  await nothing(workflowInfo().workflowId);
}
