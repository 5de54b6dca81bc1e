import { type ActAsk, repeated, type Reuse, reuseWords } from '../acts.ts';
import type { DomainEvent } from '../../engine/record/events.ts';
import { receiptOf } from '../../pathway/receipt-of.ts';
import { changeFromRecord } from '../../pathway/replayed.ts';
import type { SubmitOutcome } from './gateway.ts';
import type { RecordView } from './record-view.ts';

/**
 * The answer to a command that is on record: its receipt of then, or a refusal where it had said something else, or is
 * somebody else's. The pathway itself asks nothing of the kind: what is on record is judged again whenever a history is
 * replayed.
 */
export async function replayOf(
  record: Pick<RecordView, 'loadEvents'>,
  enrollmentId: string,
  request: ActAsk,
  before: { fingerprint: string | null; events: readonly DomainEvent[] },
): Promise<Extract<SubmitOutcome, { status: 'accepted' | 'refused' }>> {
  const { fingerprint, events: done } = before;
  const meaning = repeated({ by: done[0]?.by ?? null, fingerprint }, request);
  if (meaning !== 'replayed') return reused(meaning);
  const events = await record.loadEvents(enrollmentId);
  const change = changeFromRecord(enrollmentId, null, events, request.commandId);
  if (!change) throw new Error('a command on record has no events');
  return { status: 'accepted', receipt: receiptOf(change, request.commandId), replayed: true };
}

/** The command id stands for something else, or for what somebody else did. */
export function reused(how: Reuse): Extract<SubmitOutcome, { status: 'refused' }> {
  const detail = reuseWords(how, 'step');
  return {
    status: 'refused',
    reuse: how,
    rejection: { code: 'idempotency-key-reused', detail, index: 0, version: 0 },
  };
}
