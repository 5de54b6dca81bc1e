import type { Place, PlaceRefusal } from '../engine/record/place.ts';
import type { DisclosureDraft } from '../features/disclosures/accounting.ts';
import type { DomainEvent } from '../engine/record/events.ts';
import type { EnrollmentSummary } from '../engine/record/summary.ts';
import type { NotificationDraft } from '../engine/notifications/notification.ts';
import type { Audience } from '../engine/policy/profile.ts';
import type { ObligationRow } from '../engine/obligations/row.ts';

/** One append: events and all that follows from them, in one transaction. */
export type RecordRequest = {
  enrollmentId: string;
  agencyId: string;
  clientId: string;
  /** Version the workflow has: the events start at `expectedVersion + 1`. */
  expectedVersion: number;
  events: DomainEvent[];
  /** Of the request that caused the events; null for the clock. */
  fingerprint: string | null;
  summary: EnrollmentSummary;
  /** Rows that are new or changed, by key. */
  obligations: ObligationRow[];
  /** Keys of rows that are no longer part of the timeline and were never announced. */
  removedObligations: string[];
  notifications: NotificationDraft[];
  /** There where the change alters it: what the enrollment takes of a caseload from now on; null: nothing any more. */
  place?: Place | null;
  /** There where something leaves with it. */
  disclosures?: DisclosureDraft[];
};

export type RecordResult =
  | { status: 'recorded' }
  /** The record holds events the workflow lacks (without their protected words). */
  | { status: 'behind'; events: DomainEvent[] }
  /** The workflow is ahead of the record: a restored backup. */
  | { status: 'ahead'; recordVersion: number }
  | { status: 'client-already-enrolled'; enrollmentId: string }
  /** The coordinator may not take the client, or no more of them: nothing was written. */
  | { status: 'not-placed'; code: PlaceRefusal }
  | { status: 'unavailable' };

/** One page of a crisis, to be raised at `at` (epoch ms) unless it is over. */
export type CrisisPageRequest = {
  enrollmentId: string;
  agencyId: string;
  thing: string;
  page: number;
  /** Who it goes to while nobody is on shift. */
  to: Audience;
  /** All that are paged in turn; left out by workflows from before there were shifts. */
  chain?: Audience[];
  at: number;
};

/** `raisedAt`: when that page was raised, now or by an earlier attempt. */
export type CrisisPaged = { over: true } | { over: false; raisedAt: number };

/** The activities that enrollments and crises call. */
export type RecordActivities = {
  appendToRecord(request: RecordRequest): Promise<RecordResult>;
  /** Events after `version`, without protected words; throws while the record cannot be reached. */
  eventsAfter(enrollmentId: string, version: number): Promise<DomainEvent[]>;
  /** Resolves once the record answers; retried without end. */
  awaitRecord(): Promise<void>;
  /** Once a page, however often it is asked for; throws while the record cannot be reached. */
  pageCrisis(request: CrisisPageRequest): Promise<CrisisPaged>;
};
