import type { StaffRole } from '../engine/policy/terms.ts';
import type { RecordedStep } from '../engine/record/steps/index.ts';

export type { ClientRow } from './client-row.ts';
export type { Scope } from './scope.ts';

/** Somebody whose token was recognized. */
export type Caller = {
  staffId: string;
  role: StaffRole;
  agencyId: string;
  onCall: boolean;
  /** What their agency works by now. */
  profileHash: string;
  calendarHash: string;
  staffPolicyHash: string | null;
  /** By which token they are here; left out where a link of one page brought them. */
  signedInBy?: SignedInBy;
};

/** An access token, or the session of a browser that was opened with one (`sessionHash`). */
export type SignedInBy = { tokenId: string; sessionHash: string | null; until: number };

/** An enrollment's steps in the order of entry, as its registers are folded from. */
export type StepsRead = {
  steps: RecordedStep[];
  /** What people wrote, by the step's id; empty where it was not asked for. */
  details: ReadonlyMap<string, Record<string, unknown>>;
  /** Names of the authors, by staff id. */
  names: ReadonlyMap<string, string>;
};

/** The record cannot be reached, is too busy or gave up: worth asking again. */
export class RecordUnavailableError extends Error {
  override readonly name = 'RecordUnavailableError';
}
