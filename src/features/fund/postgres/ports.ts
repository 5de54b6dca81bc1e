import type { StepRefusal } from '../../../engine/steps/check.ts';
import type { ActAsk, ActOutcome } from '../../../kit/acts.ts';
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

/** Its command id names the entry for ever. */
export type FundRequest = ActAsk & {
  act: FundAct;
  now: number;
  note?: string | undefined;
  /** Nothing is entered any more; an earlier request with this command id keeps its answer. */
  closed?: boolean;
  /** Of a payment: the step that is to come to its enrollment. It waits from the very moment the entry is there. */
  payment?: { purpose: FundPurpose; step: NewPendingStep };
};

/** The fund's own refusals, and that there is nobody left to pay for. */
export type FundRefused = FundRefusal | StepRefusal<'enrollment-ended'>;
export type FundOutcome = ActOutcome<FundEntry, FundRefused>;

/** The ledgers in the record. All functions throw RecordUnavailableError while PostgreSQL is away; none needs Temporal. */
export type FundStore = {
  /** Judged against the newest entry. */
  act(request: FundRequest): Promise<FundOutcome>;
  /** Newest first. */
  entries(
    agencyId: string,
    options: { beforeSeq?: number | undefined; limit: number },
  ): Promise<{ balanceCents: number; rows: FundRow[] }>;
};
