import { randomUUID } from 'node:crypto';
import { type WorkflowHandle, WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { submitUpdate, type SubmitReply } from '../../contracts/messages.ts';
import { updateFor } from '../../contracts/step-updates.ts';
import type { CommandBatch } from '../../engine/record/commands.ts';

/**
 * `steps`: each update has the name of its step. `submit`: all have the name that the release before 0.2.0 knows too, for
 * as long as one of its workers may still take them up.
 */
export type UpdateNames = 'steps' | 'submit';

/**
 * One attempt to have these steps taken in. A worker of the release before 0.2.0 rejects a step's name, of which nothing is
 * left in history: it is asked by the name that it knows.
 */
export async function sendSteps(
  handle: WorkflowHandle,
  batch: CommandBatch,
  { updateId, names }: { updateId: string; names: UpdateNames },
): Promise<SubmitReply> {
  const send = (name: string, id: string): Promise<SubmitReply> =>
    handle.executeUpdate<SubmitReply, [CommandBatch]>(name, { args: [batch], updateId: id });
  if (names === 'submit') return send(submitUpdate, updateId);
  try {
    return await send(updateFor(batch.commands), updateId);
  } catch (error) {
    if (!isUnknownName(error)) throw error;
    return send(submitUpdate, randomUUID());
  }
}

/** The SDK's own words: it gives this failure no type. */
function isUnknownName(error: unknown): boolean {
  if (!(error instanceof WorkflowUpdateFailedError)) return false;
  const { cause } = error;
  return (
    cause instanceof ApplicationFailure && cause.message.startsWith('No registered handler for update: ')
  );
}
