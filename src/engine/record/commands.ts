import type { StepFacts } from './steps/index.ts';
import type { AcuityRefusal } from '../../features/acuity/refusals.ts';
import type { AuthorizationRefusal } from '../../features/authorizations/refusals.ts';
import type { CaseloadRefusal } from '../../features/caseload/refusals.ts';
import type { CrisisRefusal } from '../../features/crisis/refusals.ts';
import type { NoteRefusal } from '../../features/notes/refusals.ts';
import type { OutcomeRefusal } from '../../features/outcomes/refusals.ts';
import type { ReferralRefusal } from '../../features/referrals/refusals.ts';
import type { RstRefusal } from '../../features/team/refusals.ts';
import type { SccpRefusal } from '../../features/plans/refusals.ts';
import type { CarriedRefusal } from '../../features/transfer/refusals.ts';
import type { TriageRefusal } from '../../features/triage/refusals.ts';
import type { Instant } from '../calendar/index.ts';
import type { Actor } from './events.ts';

/** One step somebody wants recorded. */
export type Command = {
  facts: StepFacts;
  /** When it happened; left out, it is when it was asked for. */
  occurredAt?: Instant;
  /** Record it even where it meets nothing (an amendment); otherwise such a step is refused. */
  amendment?: boolean;
  /** Protected words, sealed by the API. */
  sealed?: string;
};

/** Several steps, all or none. `commandId` is the steps' identity for ever. */
export type CommandBatch = {
  commandId: string;
  by: Actor;
  commands: Command[];
  /** When it was asked for: a step that had to wait for us happened then. Left out, it is the moment it is judged. */
  askedAt?: Instant;
  /** The record's version the author had seen; a different one refuses the batch. */
  expectedVersion?: number;
  /** Hash of what was asked: the same id with another content is refused. */
  fingerprint: string;
};

/** Every reason for which a well-formed command is refused. The error table gives each its status and wording. */
export type RejectionCode =
  | AcuityRefusal
  | AuthorizationRefusal
  | CarriedRefusal
  | CaseloadRefusal
  | CrisisRefusal
  | NoteRefusal
  | OutcomeRefusal
  | ReferralRefusal
  | RstRefusal
  | SccpRefusal
  | TriageRefusal
  | PathwayRefusal;

type PathwayRefusal =
  | 'not-found'
  | 'command-id-reused'
  | 'already-recorded'
  | 'version-conflict'
  | 'occurred-in-future'
  | 'occurred-before-referral'
  | 'nothing-to-meet'
  | 'discharged'
  | 'not-discharged'
  | 'reopening-closed'
  | 'enrollment-ended'
  | 'client-enrolled-elsewhere'
  | 'unknown-level'
  | 'unknown-duty'
  | 'score-out-of-range'
  | 'acuity-index-missing'
  | 'no-page-open'
  | 'not-holdable'
  | 'review-date-out-of-range'
  | 'not-held'
  | 'not-missed'
  | 'deadline-not-later'
  | 'end-not-later'
  | 'unknown-step'
  | 'step-already-voided'
  | 'step-not-voidable'
  | 'not-your-step'
  | 'beyond-calendar';

/** A refusal, as a value: which of the commands, which field, and what to tell its author. */
export type Rejection = {
  code: RejectionCode;
  detail: string;
  /** Index of the command in the batch. */
  index: number;
  field?: string;
  /** The version of the record the refusal was judged against. */
  version: number;
};
