import type { EnrollmentSummary, Stage } from '../engine/record/summary.ts';
import type { RecordedStep } from '../engine/record/steps/pathway.ts';
import type { ObligationRow } from '../engine/obligations/row.ts';
import type { ClientRow } from './client-row.ts';
import type { NumberReads } from '../features/numbers/ports.ts';
import type { ReportReads, ReportWrites } from '../features/numbers/report-ports.ts';
import type { RecordReads, RecordWrites } from '../features/notes/ports.ts';
import type { PendingRefusal } from '../features/pending-steps/pending-steps.ts';
import type { StaffRole } from '../api/permissions.ts';
import type { PolicyDocumentKind } from './policies.ts';
import type { Scope } from './scope.ts';
import type { AssignmentReads } from '../features/assignment/ports.ts';
import type { StaffReads } from '../features/staff/ports.ts';
import type { SupervisionReads } from '../features/supervision/ports.ts';

export type { ClientRow } from './client-row.ts';
export type { Scope } from './scope.ts';

/** Somebody whose token was recognized. */
export type Caller = { staffId: string; role: StaffRole; agencyId: string; onCall: boolean };

export type EnrollmentRow = EnrollmentSummary & {
  id: string;
  client: ClientRow;
  coordinatorName: string | null;
  /** Obligations that are overdue at the asked instant, announced or not. */
  overdueNow: number;
  /** Steps that wait for Temporal. */
  pendingSteps: number;
};

/** What has to be known of an enrollment before a command goes to it. */
export type Admission = {
  /** Null while only its referral waits, too. */
  onRecord: { clientId: string; endedAt: number | null; updatedAt: number } | null;
  /** Pending steps that wait for the enrollment: where there are any, every command joins them. */
  waiting: number;
  /** What is pending under this command id; `ahead`: steps that are delivered before it. */
  own: { fingerprint: string; takenInAt: number; ahead: number } | null;
};

export type PendingRow = {
  /** Of the row: their order. */
  id: string;
  commandId: string;
  types: string[];
  by: { staffId: string; name: string | null };
  takenInAt: number;
  status: 'waiting' | 'recorded' | 'refused';
  /** Version of the record after it, once recorded. */
  version: number | null;
  settledAt: number | null;
  refusal: PendingRefusal | null;
};

export type EnrollmentQuery = {
  scope: Scope;
  stage?: string | undefined;
  level?: string | undefined;
  /** null: those without one. */
  coordinatorId?: string | null | undefined;
  overdue?: boolean | undefined;
  now: number;
  /** The last one of the page before; newest referrals come first. */
  after?: { receivedAt: number; id: string } | undefined;
  limit: number;
};

export type EventRow = {
  seq: number;
  commandId: string;
  index: number;
  type: string;
  stepId: string | null;
  occurredAt: number;
  recordedAt: number;
  by: { staffId: string; role: string; name: string | null };
  /** Facts of the step or of the clock's announcement. */
  data: Record<string, unknown>;
  /** Protected words; null where there are none or where they were not asked for. */
  details: Record<string, unknown> | null;
  /** Sequence of the step that voided this one. */
  voidedBySeq: number | null;
};

/** An enrollment's steps in the order of entry, as its registers are folded from. */
export type StepsRead = {
  steps: RecordedStep[];
  /** What people wrote, by the step's id; empty where it was not asked for. */
  words: ReadonlyMap<string, Record<string, unknown>>;
  /** Names of the authors, by staff id. */
  names: ReadonlyMap<string, string>;
};

export type WorkRow = {
  enrollmentId: string;
  stage: Stage;
  level: string;
  client: ClientRow;
  coordinatorId: string;
  coordinatorName: string;
  obligation: {
    key: string;
    kind: string;
    thing: string | null;
    duty: string;
    opened: number;
    due: number;
  };
};

/** Of an enrollment with something authorized, the steps that say what is granted and used, in the order of entry. */
export type AuthorizedRow = {
  enrollmentId: string;
  client: ClientRow;
  coordinatorId: string | null;
  /** The policy it runs under. */
  profileHash: string;
  calendarHash: string;
  steps: RecordedStep[];
};

export type TeamRows = {
  unassigned: {
    enrollmentId: string;
    client: ClientRow;
    receivedAt: number;
    emergency: boolean;
    due: number | null;
  }[];
  coordinators: {
    staffId: string;
    name: string;
    enrollments: number;
    overdue: number;
    oldestDue: number | null;
  }[];
  stages: { stage: string; enrollments: number }[];
  /** Open obligations of all enrollments by where their due instant lies. */
  due: { overdue: number; soon: number; later: number };
};

export type NotificationRow = {
  id: string;
  /** Null for what is about a member of staff. */
  enrollmentId: string | null;
  /** Null for what is about an enrollment. */
  aboutStaffId: string | null;
  /** The month whose report is there; null for all else. */
  aboutReport: string | null;
  kind: string;
  audience: string;
  obligation: string | null;
  duty: string | null;
  due: number | null;
  raisedAt: number;
  readAt: number | null;
};

export type DeliveryRow = {
  id: string;
  notificationId: string;
  notificationKind: string;
  channel: string;
  state: string;
  notBefore: number;
  attempts: number;
  lastError: string | null;
};

export type PolicyDocumentRow = {
  hash: string;
  kind: PolicyDocumentKind;
  name: string;
  content: unknown;
};

/**
 * What the API asks the record. Every query about clients takes the agency (or a scope), so that none can reach
 * over to another's. All throw when the record cannot be reached.
 */
export type Reads = AssignmentReads & Queries & NumberReads & ReportReads & StaffReads & SupervisionReads;

type Queries = RecordReads & {
  ping(): Promise<void>;
  /** By the SHA-256 of the token; null for an unknown or revoked one and for staff that left. */
  callerByToken(tokenHash: string): Promise<{ caller: Caller; expiresAt: number } | null>;
  agencyPolicy(agencyId: string): Promise<{ profileHash: string; calendarHash: string }>;
  agencyName(agencyId: string): Promise<string>;
  policyDocument(hash: string): Promise<PolicyDocumentRow | null>;
  isActiveCoordinator(agencyId: string, staffId: string): Promise<boolean>;
  /** Who takes an emergency at that instant; null where nobody is on call. */
  onCallCoordinator(agencyId: string, at: number): Promise<string | null>;
  clientByReference(
    agencyId: string,
    reference: string,
  ): Promise<{ client: ClientRow; openEnrollmentId: string | null } | null>;
  enrollment(scope: Scope, id: string, now: number): Promise<EnrollmentRow | null>;
  enrollments(query: EnrollmentQuery): Promise<EnrollmentRow[]>;
  /** One statement: it is asked with every command. Null when there is no such enrollment in scope. */
  admission(scope: Scope, enrollmentId: string, commandId: string | null): Promise<Admission | null>;
  /** Steps of the enrollment that were taken in while Temporal was away, newest first; null as above. */
  pendingSteps(
    scope: Scope,
    enrollmentId: string,
    options: { commandId?: string; beforeId?: string | undefined; limit: number },
  ): Promise<PendingRow[] | null>;
  /** By opening, then kind; null when there is no such enrollment in scope. */
  obligations(scope: Scope, enrollmentId: string): Promise<ObligationRow[] | null>;
  /** Events with `seq` after the given one, at most `limit`; null as above. */
  timeline(
    scope: Scope,
    enrollmentId: string,
    options: { afterSeq: number; limit: number; details: boolean },
  ): Promise<EventRow[] | null>;
  /** All steps; `words` where the caller may read what people wrote. Null as above. */
  steps(scope: Scope, enrollmentId: string, options: { words: boolean }): Promise<StepsRead | null>;
  /** The events with these numbers, without protected words. */
  eventsBySeq(enrollmentId: string, seqs: readonly number[]): Promise<EventRow[]>;
  /** On their own caseload, and of those for whom they cover at that instant. */
  workOf(agencyId: string, coordinatorId: string, now: number): Promise<WorkRow[]>;
  team(agencyId: string, now: number, soonUntil: number): Promise<TeamRows>;
  /** Running enrollments where an authorization is to be renewed or decided on; of one coordinator's, or (null) all. */
  authorized(agencyId: string, coordinatorId: string | null): Promise<AuthorizedRow[]>;
  inbox(
    caller: Caller,
    options: { unread: boolean; after?: { raisedAt: number; id: string } | undefined; limit: number },
  ): Promise<NotificationRow[]>;
  /** One notification of the caller's inbox. */
  notification(caller: Caller, id: string): Promise<NotificationRow | null>;
  deliveries(agencyId: string, options: { failing: boolean; limit: number }): Promise<DeliveryRow[]>;
  outbox(): Promise<{ waiting: number; failing: number }>;
};

/** The few things the API itself writes; everything else is written by the enrollments. */
export type Writes = RecordWrites &
  ReportWrites & {
    /** Makes the client, or finds the one with that reference as it is; answers its id. */
    ensureClient(agencyId: string, client: Omit<ClientRow, 'id'>): Promise<string>;
    /** What a newer referral says about a client who is known already. */
    updateClient(
      clientId: string,
      client: Pick<ClientRow, 'givenName' | 'familyName' | 'birthDate'>,
    ): Promise<void>;
    /** Keeps the first reading. */
    markRead(notificationId: string, staffId: string, at: number): Promise<void>;
  };

/** The record cannot be reached, is too busy or gave up: worth asking again. */
export class RecordUnavailableError extends Error {
  override readonly name = 'RecordUnavailableError';
}
