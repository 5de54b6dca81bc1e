import { log, proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { RecordActivities, RecordRequest, RecordResult } from '../contracts/record.ts';

/**
 * Local, so that a step costs one workflow task. A commit takes milliseconds; two attempts in all, since a caller
 * waits: what is still away after them is answered with "unavailable". Safe to repeat: the record knows its events.
 */
const local = proxyLocalActivities<RecordActivities>({
  startToCloseTimeout: '5 seconds',
  retry: { maximumAttempts: 2, initialInterval: '250 milliseconds' },
  summary: 'Append to the record',
});

/** Ordinary and without end: the clock has nobody to answer to and waits until the record is back. */
const patient = proxyActivities<RecordActivities>({
  startToCloseTimeout: '10 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '30 seconds' },
  summary: 'Wait for the record',
});

/** Appends; a record that cannot be reached is an answer, not an error. */
export async function append(request: RecordRequest): Promise<RecordResult> {
  try {
    return await local.appendToRecord(request);
  } catch (error) {
    // Neither its message nor its stack: what a driver throws may quote what was to be stored.
    log.warn('append failed', { failure: error instanceof Error ? error.name : 'unknown' });
    return { status: 'unavailable' };
  }
}

export const { awaitRecord, eventsAfter } = patient;
