import type { LeavingFact } from '../../../engine/policy/terms.ts';
import type { Enclosure } from '../../../engine/policy/request-documents.ts';
import type { Named } from '../../authorizations/enclosed-from.ts';
import type { ActAsk, ActOutcome } from '../../../kit/acts.ts';
import type { Actor } from '../../../engine/record/events.ts';
import type { TransferRefused } from '../../../pathway/transfer-decide.ts';
import type { CarriedDocument } from '../../../engine/record/steps/transfer.ts';
import type { DeclineReason, TransferableDocument, TransferReason, TransferState } from '../transfer.ts';

/** One transfer of a client to another agency, as both sides may see it; instants are epoch ms. */
export type TransferRow = {
  id: string;
  state: TransferState;
  fromAgencyId: string;
  fromAgencyName: string;
  toAgencyId: string;
  toAgencyName: string;
  fromEnrollmentId: string;
  /** Named with the acceptance. */
  toEnrollmentId: string | null;
  reason: TransferReason;
  level: string;
  release: string;
  carries: TransferableDocument[];
  /** The newest index as it was offered. */
  index: { score: number; scoredAt: number } | null;
  /** What was enclosed with it, as it stood (AC-2); offers from before that have none. */
  enclosed: Enclosure[];
  offeredAt: number;
  offeredBy: Actor;
  answeredAt: number | null;
  answeredBy: Actor | null;
  declined: DeclineReason | null;
  /** Where the receiving agency takes the client on at another level than it was offered. */
  toLevel: string | null;
  coordinatorId: string | null;
  /** Why the coordinator it named could not be assigned: the assignment is owed. */
  notAssigned: string | null;
  /** Why no documents went over: the release had been taken back by then. */
  withoutDocuments: string | null;
  /** Why the old enrollment cannot be ended yet: tried again until it can. */
  waitsFor: string | null;
  /** Why it came to nothing after it was accepted. */
  stopped: string | null;
  settledAt: number | null;
};

type Ask = ActAsk & { now: number };

export type OfferRequest = Ask & {
  transferId: string;
  enrollmentId: string;
  toAgency: string;
  reason: TransferReason;
  release: string;
  carries: TransferableDocument[];
  /** What is enclosed with the index (AC-2). */
  enclosed: Named[];
  /** Of the discharge with which it ends, and the words that go with it; protected. */
  leaving: Partial<Record<LeavingFact, boolean>>;
  words: Record<string, string>;
};

export type AnswerRequest = Ask & { transferId: string } & (
    | { act: 'withdraw' }
    | { act: 'decline'; declined: DeclineReason }
    | {
        act: 'accept';
        /** Names the person within the receiving agency. */
        reference: string;
        /** Null: at the level it was offered at. */
        level: string | null;
        coordinatorId: string | null;
      }
  );

export type TransferOutcome = ActOutcome<TransferRow, TransferRefused>;

/**
 * Transfers in the record: the only place from which one agency's act reaches into another's. Both sides see the transfer;
 * of its client the receiving one sees nothing before it has them. All throw RecordUnavailableError while PostgreSQL is away.
 */
export type TransferStore = {
  /** The other agencies of this system, by name. */
  agencies(agencyId: string): Promise<{ id: string; name: string }[]>;
  offer(request: OfferRequest): Promise<TransferOutcome>;
  answer(request: AnswerRequest): Promise<TransferOutcome>;
  /** Those an agency sends or receives, newest first, at most 200; of one enrollment where it is named. */
  list(agencyId: string, enrollmentId?: string): Promise<TransferRow[]>;
  get(agencyId: string, id: string): Promise<TransferRow | null>;
};

/** What the worker writes and reads while an accepted transfer goes on; each may be asked for again. */
export type TransferWork = {
  /** Accepted, and not at its end. */
  unfinished(): Promise<string[]>;
  load(id: string): Promise<AcceptedTransfer>;
  /** The client as a person of the receiving agency; answers their id there. */
  receiveClient(transfer: AcceptedTransfer): Promise<string>;
  /** Copies, once each, what is to go over. */
  copyDocuments(transfer: AcceptedTransfer, at: number): Promise<CarriedDocument[]>;
  /** Notes how far it has come; one that is settled stays so. */
  note(id: string, change: TransferProgress): Promise<void>;
};

/** `profileHash`, `calendarHash`: the receiving agency's policy. */
export type AcceptedTransfer = TransferRow & {
  toEnrollmentId: string;
  answeredBy: Actor;
  answeredAt: number;
  profileHash: string;
  calendarHash: string;
  leaving: Partial<Record<LeavingFact, boolean>>;
  words: Record<string, string>;
};

export type TransferProgress = { state?: TransferState; at: number } & Partial<
  Pick<TransferRow, 'notAssigned' | 'withoutDocuments' | 'waitsFor' | 'stopped'>
>;
