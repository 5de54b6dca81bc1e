import type { CommandBatch } from '../../engine/record/commands.ts';
import { receiptOf } from '../../pathway/receipt-of.ts';
import { changeFromRecord } from '../../pathway/replayed.ts';
import type { SubmitOutcome } from './gateway.ts';
import type { RecordView } from './record-view.ts';

/** What names a request: its command id, and the hash of what was asked. */
export type Named = Pick<CommandBatch, 'commandId' | 'fingerprint'>;

/** The answer to a command that is on record: its receipt of then, or a refusal where it had said something else. */
export async function replayOf(
  record: Pick<RecordView, 'loadEvents'>,
  enrollmentId: string,
  request: Named,
  before: { fingerprint: string | null },
): Promise<Extract<SubmitOutcome, { status: 'accepted' | 'refused' }>> {
  if (before.fingerprint !== request.fingerprint) return reused();
  const events = await record.loadEvents(enrollmentId);
  const change = changeFromRecord(enrollmentId, null, events, request.commandId);
  if (!change) throw new Error('a command on record has no events');
  return { status: 'accepted', receipt: receiptOf(change, request.commandId), replayed: true };
}

/** The command id was used for something else. */
export function reused(): Extract<SubmitOutcome, { status: 'refused' }> {
  const detail = 'This command id was used before, for something else.';
  return { status: 'refused', rejection: { code: 'command-id-reused', detail, index: 0, version: 0 } };
}
