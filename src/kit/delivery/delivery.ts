import type { Instant } from '../../engine/calendar/index.ts';
import type { NotificationDraft, NotificationKind } from '../../engine/notifications/notification.ts';

export type Channel = NotificationDraft['deliveries'][number]['channel'];

/** One message to be sent: a notification on one channel. */
export type Delivery = {
  id: string;
  channel: Channel;
  /** Failed ones so far. */
  attempts: number;
  notification: {
    id: string;
    /** Null for what is about a member of staff. */
    enrollmentId: string | null;
    /** Null for what is about an enrollment. */
    aboutStaffId: string | null;
    /** The month whose report is there; null or left out for all else. */
    aboutReport?: string | null;
    agencyId: string;
    kind: NotificationKind;
    audience: string;
    staffId: string | null;
    obligation: string | null;
    duty: string | null;
    due: Instant | null;
    raisedAt: Instant;
  };
};

/** What became of an attempt. `code` tells ops why, in a word or two; nothing protected and no address in it. */
export type Attempt =
  | { outcome: 'sent'; note?: string }
  | { outcome: 'failed'; code: string }
  /** There is nobody (or nowhere) to send it to. */
  | { outcome: 'undeliverable'; code: string };

/** Sends one message once. Resolves with what became of it, also where that is bad. */
export type Send = (delivery: Delivery) => Promise<Attempt>;

/**
 * The messages waiting in the record. Every function rejects while it cannot be reached. `now` null: by the record's own
 * clock, which all workers share however wrong theirs are.
 */
export type Outbox = {
  /** Takes up to `limit` due messages for `leaseMs`, pages first; no other dispatcher gets them meanwhile. */
  claim(options: {
    channel: Channel;
    now: Instant | null;
    limit: number;
    leaseMs: number;
  }): Promise<Delivery[]>;
  sent(id: string, now: Instant | null, note: string | null): Promise<void>;
  /** To be tried again once `pauseMs` have passed. */
  putOff(
    id: string,
    to: { state: 'failing' | 'undeliverable'; now: Instant | null; pauseMs: number; code: string },
  ): Promise<void>;
};

/** What a message says about its subject, looked up when it is sent. */
export type Wording = {
  /** Title of the duty in the enrollment's profile; null where it is about none. */
  title: string | null;
  /** Due instant as clocks of the agency show it, with its zone. */
  due: string | null;
};
