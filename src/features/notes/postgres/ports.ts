import type { RecordedStep } from '../../../engine/record/steps/index.ts';
import type { MisLine } from '../mis.ts';
import type { NoteOnFile } from '../paperwork.ts';
import type { Actor } from '../../../engine/record/events.ts';
import type { ActOutcome } from '../../../kit/acts.ts';
import type { ClientRow } from '../../../kit/client-row.ts';

/** Of one enrollment, what somebody has still to write. */
export type PaperRows = {
  enrollmentId: string;
  client: ClientRow;
  steps: Pick<RecordedStep, 'id' | 'at' | 'facts'>[];
  drafts: NoteOnFile[];
};

export type MisBatchRow = {
  id: string;
  createdAt: number;
  createdBy: { staffId: string; name: string | null };
  enteredAt: number | null;
  enteredBy: { staffId: string; name: string | null } | null;
  lines: MisLine[];
};

/** A service that does not stand in the county's system yet; `batch` is null while it has not been exported. */
export type MisOutstandingRow = {
  enrollmentId: string;
  stepId: string;
  action: MisLine['action'];
  service: string;
  at: number;
  batch: string | null;
};

/** Queries of the record's paperwork; each takes the agency. */
export type RecordReads = {
  /** Steps that this person entered and nobody has noted, and their drafts; ended enrollments are left out. */
  papersOf(agencyId: string, staffId: string): Promise<PaperRows[]>;
  misBatch(agencyId: string, id: string): Promise<MisBatchRow | null>;
  /** Oldest first, at most `limit`. */
  misOutstanding(agencyId: string, limit: number): Promise<MisOutstandingRow[]>;
};

/** The batch of that id, of at most `limit` lines; the id is made from the key. */
export type MisBatchRequest = { by: Actor; id: string; now: number; limit: number };

export type RecordWrites = {
  /** Puts what has not been exported yet into a batch, oldest first. Two at once share nothing. */
  makeMisBatch(request: MisBatchRequest): Promise<ActOutcome<MisBatchRow, 'nothing-to-export'>>;
  /** Keeps the first time; null when there is no such batch. */
  markMisEntered(agencyId: string, id: string, staffId: string, at: number): Promise<MisBatchRow | null>;
};
