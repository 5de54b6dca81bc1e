import { evolveAll } from '../../../engine/deadlines/evolve.ts';
import type { CommandBatch } from '../../../engine/record/commands.ts';
import type { StepType } from '../../../engine/record/steps/index.ts';
import type { RecordView } from '../../../kit/temporal/record-view.ts';
import { decide } from '../../../pathway/decide.ts';
import type { Rejection } from '../../../pathway/rejection.ts';
import { mayEndRelease } from '../../releases/state.ts';
import type { HeldStep } from '../postgres/ports.ts';
import type { PendingStore } from '../postgres/store.ts';
import type { WaitingRequest } from './stored-request.ts';

/** What leaves the agency as it is recorded, and not before. */
const lettingGo: ReadonlySet<StepType> = new Set([
  ...(['sendReferral', 'requestAuthorization', 'resubmitAuthorization'] as const),
  ...(['requestExtension', 'resubmitExtension'] as const),
]);

type Line = {
  store: Pick<PendingStore, 'behind'>;
  record: Pick<RecordView, 'loadEvents'>;
  open: (stored: HeldStep['request']) => Promise<WaitingRequest>;
  now: number;
};

/**
 * Why a step that lets something leave is not brought to its enrollment: the consent was taken back while it waited, by a step
 * behind it in line (RF-3). Until it is recorded it has not left. Null where it may go, or is on record already.
 */
export async function stoppedBehind(
  step: HeldStep,
  batch: CommandBatch,
  { store, record, open, now }: Line,
): Promise<Rejection | null> {
  if (!batch.commands.some(({ facts }) => lettingGo.has(facts.type))) return null;
  const behind = await store.behind(step, mayEndRelease);
  if (behind.length === 0) return null;
  const { enrollmentId } = step;
  const events = await record.loadEvents(enrollmentId);
  if (events.length === 0) return null;
  const standing = evolveAll(null, events, enrollmentId);
  // What it says it has seen is its enrollment's to judge.
  const judged = (state: typeof standing, { expectedVersion: _, ...rest }: CommandBatch) =>
    decide(enrollmentId, state, rest, Math.max(now, state.lastRecordedAt));
  let state = standing;
  for (const stored of behind) {
    const { kind, message } = await open(stored);
    const decision = kind === 'submit' ? judged(state, message) : null;
    if (decision?.ok) state = decision.change.after;
  }
  const decision = judged(state, batch);
  return !decision.ok && decision.rejection.code === 'release-missing' ? decision.rejection : null;
}
