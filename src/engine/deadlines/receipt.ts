import type { Instant } from '../calendar/index.ts';
import type { ObligationStatus } from '../obligations/obligation.ts';
import type { Stage } from '../record/summary.ts';

export type ReceiptLine = { key: string; kind: string; due: Instant };

/** The answer to a command: what it did and what is due next. Can be worked out again from the record. */
export type Receipt<Line = ReceiptLine> = {
  enrollmentId: string;
  commandId: string;
  /** Version of the record after it. */
  version: number;
  recordedAt: Instant;
  steps: { stepId: string; type: string; occurredAt: Instant }[];
  met: (Line & { status: ObligationStatus; at: Instant })[];
  opened: Line[];
  withdrawn: Line[];
  stage: Stage;
  nextDue: Line | null;
};
