import type { Actor } from '../../../engine/record/events.ts';
import type { FundAct, FundEntry, FundRefusal } from '../ledger.ts';
import type { FundPurpose } from '../../../engine/policy/fund-purposes.ts';
import type { NewPendingStep } from '../../pending-steps/postgres/ports.ts';
import type { NamedActor } from '../../../kit/documents.ts';

/** A line of an agency's fund as it is read. */
export type FundRow = FundEntry & {
  enrollmentId: string | null;
  purpose: FundPurpose | null;
  note: string | null;
  by: NamedActor;
  recordedAt: number;
};

export type FundRequest = {
  act: FundAct;
  by: Actor;
  /** Names the entry for ever. */
  commandId: string;
  /** Hash of what was asked: the same command id with another content is refused. */
  fingerprint: string;
  now: number;
  note?: string | undefined;
  /** Nothing is entered any more; an earlier request with this command id keeps its answer. */
  closed?: boolean;
  /** Of a payment: the step that is to come to its enrollment. It waits from the very moment the entry is there. */
  payment?: { purpose: FundPurpose; step: NewPendingStep };
};

export type FundOutcome =
  | { status: 'written'; entry: FundEntry }
  /** An earlier request with this command id had done it. */
  | { status: 'replayed'; entry: FundEntry }
  | { status: 'command-id-reused' }
  | { status: 'closed' }
  | { status: 'refused'; refusal: FundRefusal };

/** The ledgers in the record. All functions throw RecordUnavailableError while PostgreSQL is away; none needs Temporal. */
export type FundStore = {
  /** Judged against the newest entry; where another one came first, judged anew. */
  act(request: FundRequest): Promise<FundOutcome>;
  /** Newest first. */
  entries(
    agencyId: string,
    options: { beforeSeq?: number | undefined; limit: number },
  ): Promise<{ balanceCents: number; rows: FundRow[] }>;
};
