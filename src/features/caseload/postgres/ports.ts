import type { RecordedStep } from '../../../engine/record/steps/index.ts';
import type { ActAsk, ActOutcome } from '../../../kit/acts.ts';
import type { Override, OverrideRefused, OverrideTerms } from '../override.ts';
import type { NamedActor } from '../../../kit/documents.ts';
import type { Acting } from '../../staff/can-act.ts';

/** An override as it is read; `until` is when it was ended, where that came first. */
export type OverrideRow = Override & {
  staffId: string;
  reason: string;
  by: NamedActor;
  recordedAt: number;
  /** Who ended it before its time, and why. */
  ended: { reason: string; by: NamedActor; at: number } | null;
};

export type PlaceRow = {
  enrollmentId: string;
  level: string;
  share: number;
  provisional: boolean;
  since: number;
  /** Of its enrollment, those that a weight depends on. */
  steps: RecordedStep[];
};

/** A coordinator, or somebody else who has clients. */
export type CaseloadRow = {
  staffId: string;
  name: string;
  role: string;
  active: boolean;
  onCall: boolean;
  /** In shares of a whole caseload, as the database adds them up and holds them. */
  used: number;
  limit: number;
  /** What says whether they can act now. */
  acting: Acting;
  places: PlaceRow[];
  /** Those that are in force or to come. */
  overrides: OverrideRow[];
};

type Ask = ActAsk & { staffId: string; reason: string; now: number };

export type GrantRequest = Ask & {
  level: string;
  clients: number;
  from: number;
  until: number;
  terms: OverrideTerms;
};
export type EndRequest = Ask & { about: string };

export type OverrideOutcome = ActOutcome<OverrideRow, OverrideRefused>;

/** Caseloads in the record. All throw RecordUnavailableError while PostgreSQL is away; none needs Temporal. */
export type CaseloadStore = {
  /** By name. */
  caseloads(agencyId: string, now: number): Promise<CaseloadRow[]>;
  /** All there ever were of that person, newest first; null where nobody of the agency has that id. */
  overrides(agencyId: string, staffId: string): Promise<OverrideRow[] | null>;
  grant(request: GrantRequest): Promise<OverrideOutcome>;
  /** Before its time. */
  end(request: EndRequest): Promise<OverrideOutcome>;
};
