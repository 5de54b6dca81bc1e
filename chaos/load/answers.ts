import { appendFileSync, readFileSync } from 'node:fs';

/** What a request's author was told in the end. */
export type Outcome =
  /** 2xx with a receipt. */
  | 'acknowledged'
  /** 4xx: it makes no sense, or is not allowed. */
  | 'refused'
  /** 202: it will be recorded, or its author will hear why not. */
  | 'taken-in'
  /** 503, a lost connection, silence, and nobody asked again. */
  | 'unknown';

/** One request and all that was ever said about it: the run's only memory of its own. */
export type Answer = {
  key: string;
  kind: 'start' | 'command' | 'document' | 'payment' | 'fund' | 'team' | 'transfer';
  /** Empty for a start that nobody confirmed, for what is entered in the fund alone, and for acts of the team. */
  enrollmentId: string;
  staffId: string;
  /** It must be refused, whatever the enrollment's state. */
  nonsense: boolean;
  asked: AskedStep[];
  outcome: Outcome;
  /** Every answer, in order of arrival; status 0: none came. `version`: of the enrollment, where a refusal names it. */
  given: { status: number; code: string | null; replayed: boolean; version: number | null }[];
  receipt: GivenReceipt | null;
  /** Of a document: what its author was told of the revision that was written. */
  revision: GivenRevision | null;
  /** Of the fund: what its author was told of the entry. */
  entry: GivenEntry | null;
  /** Of an act of the team, and of a transfer: the ids of what it made or is about, as its author was told. */
  made: string[];
};

export type GivenRevision = { documentId: string; revision: number; hash: string };

export type GivenEntry = { seq: number; kind: string; amountCents: number; balanceCents: number };

export type AskedStep = {
  type: string;
  /** As it was sent; null where the moment of taking in was to count. */
  occurredAt: string | null;
  facts: Record<string, unknown>;
  words: Record<string, unknown>;
};

export type GivenReceipt = {
  version: number;
  recordedAt: string;
  steps: { stepId: string; type: string; occurredAt: string }[];
};

/** Answers in a file, a line each, as they come in. */
export function noteAnswer(file: string, answer: Answer): void {
  appendFileSync(file, `${JSON.stringify(answer)}\n`);
}

export function readAnswers(file: string): Answer[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Answer);
}
