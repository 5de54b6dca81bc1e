import {
  ActivityFailure,
  ApplicationFailure,
  log,
  proxyActivities,
  proxyLocalActivities,
} from '@temporalio/workflow';
import { failureType } from '../contracts/messages.ts';
import type { RecordActivities, RecordRequest, RecordResult } from '../contracts/record.ts';

/**
 * Local, so that a step costs one workflow task. A commit takes milliseconds; two attempts in all, since a caller
 * waits: what is still away after them is answered with "unavailable". Safe to repeat: the record knows its events.
 */
const local = proxyLocalActivities<RecordActivities>({
  startToCloseTimeout: '5 seconds',
  retry: { maximumAttempts: 2, initialInterval: '250 milliseconds' },
});

/** Ordinary and without end: the clock has nobody to answer to and waits until the record is back. */
const patient = proxyActivities<RecordActivities>({
  startToCloseTimeout: '10 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '30 seconds' },
  summary: 'Wait for the record',
});

/** `refused`: the record will never take it, a fault of the program or of its set-up. */
export type Appended = RecordResult | { status: 'refused' };

/** Appends what `summary` names; a record that cannot be reached is an answer, not an error. */
export async function append(request: RecordRequest, summary: string): Promise<Appended> {
  try {
    return await local.appendToRecord.executeWithOptions({ summary }, [request]);
  } catch (error) {
    const type =
      error instanceof ActivityFailure && error.cause instanceof ApplicationFailure ? error.cause.type : null;
    // Neither message nor stack: what a driver throws may quote what was to be stored.
    log.warn('append failed', { type: type ?? 'unknown' });
    return { status: type === failureType.recordRefused ? 'refused' : 'unavailable' };
  }
}

export const { awaitRecord, eventsAfter } = patient;
