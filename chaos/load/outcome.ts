import type { PlannedRequest } from '../plan/requests.ts';
import type { Answer, GivenEntry, GivenReceipt, GivenRevision, Outcome } from './answers.ts';
import type { Request } from './requests.ts';
import type { Given } from './sender.ts';

type Replied = { status: number; code?: string | null };

/** The client went to somebody else between two attempts: whoever asks again is told nothing of them any more. */
export function isTurnedAway(given: readonly Replied[]): boolean {
  return given.some(({ code }) => code === 'no-relation');
}

/**
 * What all the answers to one request amount to. A receipt outweighs everything: it was recorded. Whom nobody lets in after
 * an attempt that was not answered does not know what became of that.
 */
export function outcomeOf(given: readonly Replied[]): Outcome {
  const some = (test: (status: number) => boolean): boolean => given.some(({ status }) => test(status));
  const lost = given.findIndex(({ status }) => status === 0 || status >= 500);
  if (some((status) => status === 200 || status === 201)) return 'acknowledged';
  if (some((status) => status === 202)) return 'taken-in';
  const judged = given.filter(({ code }, i) => code !== 'no-relation' || lost < 0 || i < lost);
  return judged.some(({ status }) => status >= 400 && status < 500 && status !== 429) ? 'refused' : 'unknown';
}

export function answerOf(
  planned: PlannedRequest,
  enrollmentId: string,
  staffId: string,
  { asked }: Request,
  given: readonly Given[],
): Answer {
  const outcome = outcomeOf(given);
  const told =
    given.find(({ status }) => status === 200 || status === 201) ??
    given.find(({ status }) => status === 202);
  const named = told?.body['enrollmentId'];
  return {
    key: planned.key,
    kind: planned.kind,
    enrollmentId: planned.kind === 'start' && typeof named === 'string' ? named : enrollmentId,
    staffId,
    nonsense: 'nonsense' in planned && planned.nonsense,
    asked,
    outcome,
    given: given.map(({ status, code, replayed, version }) => ({ status, code, replayed, version })),
    ...{ receipt: null, revision: null, entry: null, made: [] },
    ...(told ? toldIn(planned.kind, outcome, told.body) : {}),
  };
}

/** A payment is entered when its step is taken in; of other steps that wait there is nothing to be told yet. */
function toldIn(
  kind: Answer['kind'],
  outcome: Outcome,
  body: Given['body'],
): Partial<Pick<Answer, 'receipt' | 'revision' | 'entry' | 'made'>> {
  if (kind === 'team' || kind === 'transfer') return { made: madeIn(body) };
  if (kind === 'payment') return { entry: entryIn(body) };
  if (outcome !== 'acknowledged') return {};
  if (kind === 'fund') return { entry: entryIn(body) };
  return kind === 'document' ? { revision: revisionIn(body) } : { receipt: receiptIn(body) };
}

function receiptIn(body: Record<string, unknown>): GivenReceipt {
  const { version, recordedAt, steps } = body as unknown as GivenReceipt;
  return { version, recordedAt, steps };
}

function revisionIn(body: Record<string, unknown>): GivenRevision {
  const { documentId, revision, hash } = body as unknown as GivenRevision;
  return { documentId, revision, hash };
}

function entryIn(body: Record<string, unknown>): GivenEntry {
  const { seq, kind, amountCents, balanceCents } = body as unknown as GivenEntry;
  return { seq, kind, amountCents, balanceCents };
}

function madeIn(body: Record<string, unknown>): string[] {
  const told = body as {
    absence?: string;
    reassignmentId?: string;
    swapId?: string;
    transfer?: string;
    shifts?: { shiftId: string }[];
  };
  const shifts = (told.shifts ?? []).map(({ shiftId }) => shiftId);
  return [told.absence, told.reassignmentId, told.swapId, told.transfer, ...shifts].filter(
    (id) => id !== undefined,
  );
}
