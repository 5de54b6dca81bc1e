import type { DomainEvent } from '../../src/engine/record/events.ts';
import type { Answer } from '../load/answers.ts';
import type { SaidOfFile } from '../load/uploads.ts';
import type { Received } from '../system/mail-sink.ts';

/** An event as PostgreSQL has it, with what people wrote and what the keys say. */
export type StoredEvent = DomainEvent & { prevSeq: number | null; details: Record<string, unknown> | null };

export type StoredNotification = {
  id: string;
  enrollmentId: string;
  kind: string;
  audience: string;
  staffId: string | null;
  obligation: string | null;
  due: number | null;
  raisedAt: number;
};

export type StoredDelivery = {
  id: string;
  notificationId: string;
  channel: string;
  state: string;
  notBefore: number;
};

export type StoredPending = { id: string; enrollmentId: string; commandId: string; state: string };

export type StoredVersion = { id: string; version: number; ended: boolean };

/** What Temporal says of one enrollment's workflow, all its runs together. */
export type WorkflowAccount = {
  enrollmentId: string;
  /** Of its newest run; null where Temporal knows none. */
  status: string | null;
  /** The version it answers with; null where it does not answer, or has closed. */
  version: number | null;
  /** Attempts at its present workflow task; 0: none is pending. */
  taskAttempts: number;
  pendingActivities: number;
  /** The newest run's last workflow task ended badly. */
  lastTaskFailed: string | null;
  /** Commands that its histories say were recorded. */
  recordedCommands: string[];
  runs: number;
};

/** What Temporal says of one crisis' workflow: of its newest run. */
export type CrisisAccount = { enrollmentId: string; mark: string; status: string; taskAttempts: number };

/** A document with its revisions in order, as PostgreSQL has them. */
export type StoredDocument = {
  id: string;
  revision: number;
  revisions: {
    revision: number;
    commandId: string;
    hash: string;
    by: string;
    content: Record<string, unknown>;
  }[];
};

/** A line of an agency's discretionary fund. */
export type StoredEntry = {
  agencyId: string;
  seq: number;
  commandId: string;
  kind: string;
  amountCents: number;
  balanceCents: number;
  /** The payment that came back. */
  about: string | null;
  enrollmentId: string | null;
  by: string;
};

/** What the team's tables hold that was asked for under one key. */
export type StoredTeam = {
  absences: { commandId: string; staff: string; cover: string; from: number; until: number | null }[];
  /** Acts of the rota, with the shifts that each of them made. */
  rota: { commandId: string; act: string; shifts: { id: string; staff: string; rank: number }[] }[];
  swaps: { id: string; commandId: string }[];
  moves: {
    id: string;
    commandId: string;
    ended: boolean;
    items: { enrollmentId: string; to: string; state: string }[];
  }[];
};

/** A client who was offered to the other agency, with the requests that did it. */
export type StoredTransfer = {
  id: string;
  state: string;
  from: string;
  /** The enrollment there; null until somebody takes the client on. */
  to: string | null;
  waitsFor: string | null;
  acts: { commandId: string; act: string }[];
};

/** A file of a client, as PostgreSQL has it; `opens`: to its last byte, and is what its hash says. */
export type StoredFile = {
  id: string;
  bytes: number;
  sha256: string | null;
  parts: number;
  kept: boolean;
  opens: boolean;
};

/** All that the checker looks at: read from PostgreSQL, from Temporal and from the sinks, when everything has settled. */
export type Evidence = {
  /** A few seconds before anything was read: what was due by then has been done. */
  at: number;
  answers: Answer[];
  /** By enrollment, in order of `seq`. */
  streams: Map<string, StoredEvent[]>;
  enrollments: StoredVersion[];
  /** The same once Temporal had been asked: the clock goes on meanwhile. */
  enrollmentsAfter: StoredVersion[];
  /** What is stored and does not follow from the events; empty where nothing. */
  readModelDifferences: string[];
  /** Rows of the accounting of disclosures; what left without one, and rows of what nothing let leave. */
  accounting: { rows: number; faults: string[] };
  notifications: StoredNotification[];
  deliveries: StoredDelivery[];
  pending: StoredPending[];
  workflows: WorkflowAccount[];
  crises: CrisisAccount[];
  documents: StoredDocument[];
  /** By agency, in order of `seq`. */
  fund: StoredEntry[];
  team: StoredTeam;
  transfers: StoredTransfer[];
  files: StoredFile[];
  /** What their senders were told. */
  filesSaid: readonly SaidOfFile[];
  mails: readonly Received[];
  calls: readonly Received[];
  forgedCalls: number;
  /** How many messages may have come twice, because their sender or its database was stopped, or got no answer. */
  repeatsAllowed: { mail: number; webhook: number };
};

/** One thing that was looked at, how often, and where it did not hold. */
export type Check = { name: string; examined: number; violations: string[] };
