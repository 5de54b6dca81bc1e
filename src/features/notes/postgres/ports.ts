import type { RecordedStep } from '../../../engine/record/steps/index.ts';
import type { MisLine } from '../mis.ts';
import type { NoteOnFile } from '../paperwork.ts';
import type { Actor } from '../../../engine/record/events.ts';
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

/** The batch of that id, of at most `limit` lines; the id is made from the key. */
export type MisBatchRequest = {
  by: Actor;
  /** Of those enrollments alone; null: of all of the agency. */
  of: readonly string[] | null;
  id: string;
  now: number;
  limit: number;
};
