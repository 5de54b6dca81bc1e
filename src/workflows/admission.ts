import { log, patched, workflowInfo } from '@temporalio/workflow';
import { enrollmentIdOf } from '../contracts/ids.ts';
import { enrollmentWorkflow, failureType } from '../contracts/messages.ts';
import { isMadeFor, mayBeBrought, type Proof } from '../contracts/proof.ts';
import type { CommandBatch } from '../engine/record/commands.ts';
import { failure } from './answers.ts';

/** What a message was found to be: its second argument, which only our worker's codec gives. */
export type Found = Proof | null;

/** For validators: throws unless one of ours has made the message for this update. */
export function refuseStrangers(update: string, found: Found | undefined): asserts found is Proof {
  if (!isMadeFor(update, found)) throw refused(update);
}

/** The same of steps, which their sender must be allowed to bring, for this agency. */
export function refuseStrangeSteps(
  update: string,
  found: Found | undefined,
  batch: Pick<CommandBatch, 'commandId' | 'by' | 'commands'>,
  agencyId: string,
): void {
  refuseStrangers(update, found);
  if (batch.by.agencyId !== agencyId || !mayBeBrought(found, batch)) throw refused(update);
}

function refused(update: string): Error {
  log.warn('a message that nobody of ours has made was refused', { update });
  return failure(failureType.unproven, 'This message does not come from Throughline.');
}

/**
 * Whether an enrollment was started by somebody who cannot be one of ours: it ends before it has done anything, and leaves
 * the id to whoever has it by right. Runs from before starts were proven go on.
 */
export function startedByStranger(found: Found | undefined): boolean {
  return !goesOn() && !isMadeFor(enrollmentWorkflow, found) && isNew();
}

/**
 * The same of what takes all it does from the record: its input is a name, and its id says which. Whoever starts one by its
 * right name starts what we would.
 */
export function isMisnamed(isRight: (workflowId: string) => boolean): boolean {
  return !holds(() => isRight(workflowInfo().workflowId)) && isNew();
}

/** The same of what only that workflow starts. */
export function isNoChildOf(parentId: () => string): boolean {
  return !goesOn() && !holds(() => workflowInfo().parent?.workflowId === parentId()) && isNew();
}

/** An input may have any shape, and none. */
function holds(isRight: () => boolean): boolean {
  try {
    return isRight();
  } catch {
    return false;
  }
}

/** As a new run of one that was looked at when it began. A start can ask for repetition, which looks like it. */
function goesOn(): boolean {
  const { continuedFromExecutionRunId, cronSchedule, retryPolicy } = workflowInfo();
  return continuedFromExecutionRunId !== undefined && !cronSchedule && !retryPolicy;
}

/** False where a run from before is replayed, and where a worker holds changes back. */
const isNew = (): boolean => patched('starts-are-proven');

/**
 * A workflow of a kind that this worker does not know. It may be one of the next release, and waits for a worker of that;
 * but the id of an enrollment is no other kind's, and is left to whoever has it by right.
 */
export async function unknown(): Promise<void> {
  const { workflowId, workflowType } = workflowInfo();
  if (enrollmentIdOf(workflowId) !== undefined) return;
  throw new Error(`this worker knows no workflow "${workflowType}"`);
}
