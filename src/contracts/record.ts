import type { DomainEvent } from '../domain/enrollment/events.ts';
import type { EnrollmentSummary } from '../domain/enrollment/summary.ts';
import type { NotificationDraft } from '../domain/notifications/notification.ts';
import type { ObligationRow } from '../domain/obligations/row.ts';

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
};

export type RecordResult =
  | { status: 'recorded' }
  /** The record holds events the workflow lacks (without their protected words). */
  | { status: 'behind'; events: DomainEvent[] }
  /** The workflow is ahead of the record: a restored backup. */
  | { status: 'ahead'; recordVersion: number }
  | { status: 'client-already-enrolled'; enrollmentId: string }
  | { status: 'unavailable' };

/** The activities an enrollment calls. */
export type RecordActivities = {
  appendToRecord(request: RecordRequest): Promise<RecordResult>;
  /** Events after `version`, without protected words; throws while the record cannot be reached. */
  eventsAfter(enrollmentId: string, version: number): Promise<DomainEvent[]>;
  /** Resolves once the record answers; retried without end. */
  awaitRecord(): Promise<void>;
};
