import type { Instant } from '../engine/calendar/index.ts';
import type { EnrollmentState } from '../engine/deadlines/state.ts';
import { refuse } from '../engine/steps/check.ts';
import { statusAt } from '../engine/obligations/fold.ts';
import type { RequestDocument } from '../engine/policy/request-documents.ts';
import type { LeavingFact } from '../engine/policy/terms.ts';
import type { CommandBatch } from '../engine/record/commands.ts';
import type { Actor } from '../engine/record/events.ts';
import { missing, staleIndex } from '../features/authorizations/enclosed.ts';
import { leavingCommand, newestIndex, withoutTransferRelease } from '../features/transfer/offer.ts';
import type { TransferableDocument } from '../features/transfer/transfer.ts';
import { decide } from './decide.ts';

/** What an offer is judged by. */
export type Offered = {
  toAgency: string;
  release: string;
  carries: readonly TransferableDocument[];
  /** Kinds of what is enclosed with the index (AC-2). */
  documents: readonly RequestDocument[];
  leaving: Partial<Record<LeavingFact, boolean>>;
};

/**
 * Why a client cannot be offered to another agency: not enrolled any more, no recent index or what belongs to it (AC-2), no
 * release (RF-3), or a discharge that would be refused (OU-4). Null when nothing is in the way.
 */
export function checkOffer(state: EnrollmentState, asked: Offered, by: Actor, now: Instant) {
  const at = Math.max(now, state.lastRecordedAt);
  const { policy, level } = statusAt(state.steps, at);
  const batch: CommandBatch = {
    ...{ commandId: 'transfer-trial', by, fingerprint: '' },
    commands: [leavingCommand(asked.leaving)],
  };
  const leaves = decide(state.enrollmentId, state, batch, at);
  if (!leaves.ok) {
    const { code, detail, field } = leaves.rejection;
    return refuse(code, detail, field === undefined ? undefined : `leaving.${field}`);
  }
  const unreleased = withoutTransferRelease(state, asked, at);
  if (unreleased || !policy.profile.requestDocuments) return unreleased;
  const index = newestIndex(state, at);
  const documents = [...asked.documents, 'acuity-index' as const];
  return (
    staleIndex(policy, index, at) ??
    missing(policy.profile, { kind: 'transfer', level, initial: false, documents }, index, 'enclosed')
  );
}
