import type { EnrollmentSummary, Stage } from '../../../engine/record/summary.ts';
import type { EnrollmentPlace, EnrollmentSort } from '../sorts.ts';
import type { Obligation } from '../../../engine/obligations/obligation.ts';
import type { ClientRow } from '../../../kit/client-row.ts';
import type { Scope } from '../../../kit/scope.ts';

/** An enrollment as lists and its own page show it. */
export type EnrollmentRow = EnrollmentSummary & {
  id: string;
  client: ClientRow;
  coordinatorName: string | null;
  /** Obligations that are overdue at the asked instant, announced or not. */
  overdueNow: number;
  /** Steps that wait for Temporal. */
  pendingSteps: number;
};

/** Which enrollments a list holds. */
export type EnrollmentQuery = {
  scope: Scope;
  /** Those alone; null: whichever are in scope. */
  of: string[] | null;
  stage?: string | undefined;
  level?: string | undefined;
  /** null: those without one. */
  coordinatorId?: string | null | undefined;
  overdue?: boolean | undefined;
  now: number;
  /** Newest referrals first, where nothing else is said. */
  sort?: EnrollmentSort | undefined;
  /** The last one of the page before. */
  after?: EnrollmentPlace | undefined;
  limit: number;
};

/** One event of an enrollment's record. */
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

/** A duty that an event opened or closed. */
export type MovedDuty = Pick<
  Obligation,
  'key' | 'kind' | 'due' | 'status' | 'profileHash' | 'openedBySeq' | 'closedBySeq'
>;

/** From that event on an enrollment (`own`: the one that was asked about) runs by that profile. */
export type RunProfile = { own: boolean; seq: number; profileHash: string };

/** Something that is owed to a client now. */
export type WorkRow = {
  enrollmentId: string;
  stage: Stage;
  level: string;
  emergency: boolean;
  client: ClientRow;
  coordinatorId: string;
  coordinatorName: string;
  obligation: {
    key: string;
    kind: string;
    focus: string | null;
    duty: string;
    /** At which its cadence was read. */
    level: string;
    profileHash: string;
    opened: number;
    due: number;
    enteredLate: boolean;
    suspended: Obligation['suspended'];
    acknowledged: boolean;
  };
};
