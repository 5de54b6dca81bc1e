import type { Role } from '../../engine/policy/terms.ts';
import type { Instant } from '../../engine/calendar/index.ts';

/** One thing on file, verified by somebody else than the person it is about. Dates are local, `YYYY-MM-DD`. */
export type FileItem = {
  /** Kind of the agency's staff policy. */
  kind: string;
  /** What is stated of it, in the words the policy accepts: `{ degree: 'ba', field: 'nursing' }`. */
  states: Record<string, string>;
  /** Where the copy is kept: a number, a folder, a link. */
  evidence: string;
  /** The day it was issued or done. */
  datedOn: string;
  /** Its last day, as it says itself; null: it does not say. */
  expiresOn: string | null;
  verifiedBy: string;
  verifiedOn: string;
  note?: string | undefined;
  enteredAt: Instant;
  /** Entered in error, revoked, taken away: it counts no more. */
  withdrawnAt: Instant | null;
};

/** A training or meeting that somebody has to attend by a day (ST-5). */
export type Mandate = {
  kind: string;
  title: string;
  dueOn: string;
  enteredAt: Instant;
  attended: { on: string; evidence?: string | undefined } | null;
  /** Not owed any more; why stands with the revision. */
  excusedAt: Instant | null;
};

/** Whom somebody can be there for, as suggestions for an assignment ask it: words the agency has agreed on. */
export type Serves = {
  languages: string[];
  populations: string[];
  /** From where they set out: an area of the agency. */
  area: string | null;
};

/** The file of one member of staff. Items and mandates are named by their place, counted from 1: none is ever taken out. */
export type StaffFile = {
  role: Role;
  hiredOn: string;
  items: FileItem[];
  /** That the quality office was told, and which items were verified then (ST-3). */
  notice: { sentOn: string; verified: string[] } | null;
  /** That access to the county's system was requested (ST-3). */
  access: { requestedOn: string } | null;
  mandates: Mandate[];
  /** Left out until somebody has said it. */
  serves?: Serves;
};
