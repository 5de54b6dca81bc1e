import { randomUUID } from 'node:crypto';
import { type WorkflowHandle, WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure, type RawValue } from '@temporalio/common';
import { submitUpdate, type SubmitReply } from '../../contracts/messages.ts';
import { updateFor } from '../../contracts/step-updates.ts';
import type { CommandBatch } from '../../engine/record/commands.ts';
import { isUnknownUpdate } from './outcomes.ts';

/**
 * `steps`: each update has the name of its step. `submit`: all have the name that the release before 0.2.0 knows too, for
 * as long as one of its workers may still take them up.
 */
export type UpdateNames = 'steps' | 'submit';

/** A value as the argument of that update, with the proof of who sends it. */
type Proven = (update: string, value: unknown) => RawValue;

/**
 * One attempt to have these steps taken in. A worker of the release before 0.2.0 rejects a step's name, of which nothing is
 * left in history: it is asked by the name that it knows.
 */
export async function sendSteps(
  handle: WorkflowHandle,
  batch: CommandBatch,
  { updateId, names, proven }: { updateId: string; names: UpdateNames; proven: Proven },
): Promise<SubmitReply> {
  const send = (name: string, id: string): Promise<SubmitReply> =>
    handle.executeUpdate<SubmitReply, [RawValue]>(name, { args: [proven(name, batch)], updateId: id });
  if (names === 'submit') return send(submitUpdate, updateId);
  try {
    return await send(updateFor(batch.commands), updateId);
  } catch (error) {
    if (!isUnknownName(error)) throw error;
    return send(submitUpdate, randomUUID());
  }
}

function isUnknownName(error: unknown): boolean {
  if (!(error instanceof WorkflowUpdateFailedError)) return false;
  return error.cause instanceof ApplicationFailure && isUnknownUpdate(error.cause);
}
