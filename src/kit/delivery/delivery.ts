import type { Instant } from '../../engine/calendar/index.ts';
import type { Channel, NotificationKind, Recipient } from '../../engine/notifications/notification.ts';
import type { UnsentStanding } from '../../engine/notifications/standing.ts';

/** One message to be sent: a notification on one channel. */
export type Delivery = {
  id: string;
  channel: Channel;
  /** Failed ones so far. */
  attempts: number;
  /** Who has what it is about at the moment at which it was claimed; none: there is nobody. */
  to: readonly Recipient[];
  /** Others that leave with it, each with its own readers: whoever reads several gets them in one mail of their own. */
  along?: readonly Delivery[];
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

/** A message's id, and those of what leaves with it. */
export function idsOf({ id, along = [] }: Delivery): string[] {
  return [id, ...along.map((other) => other.id)];
}

/** What became of an attempt. `code` tells ops why, in a word or two; nothing protected and no address in it. */
export type Attempt =
  /** `left`: of what leaves together, what has yet to reach somebody. */
  | { outcome: 'sent'; note?: string; left?: { ids: string[]; code: string } }
  | { outcome: 'failed'; code: string }
  /** There is nobody (or nowhere) to send it to. */
  | { outcome: 'undeliverable'; code: string };

/** Sends one message once. Resolves with what became of it, also where that is bad. */
export type Send = (delivery: Delivery) => Promise<Attempt>;

/** What is not sent yet on one channel, as the record sees it: how many of each standing. */
export type Queue = Record<UnsentStanding, number> & {
  /** The record's clock when it looked. */
  at: Instant;
  /** In the hands of a sender, for the first time or again. */
  leased: number;
  /** Since when the oldest one that is due is in nobody's hands; null where there is none. */
  neglectedSince: Instant | null;
  /** Since when the oldest page is due; null where none waits. */
  oldestPageSince: Instant | null;
};

/**
 * The messages waiting in the record. Every function rejects while it cannot be reached. `now` null: by the record's own
 * clock, which all workers share however wrong theirs are.
 */
export type Outbox = {
  /**
   * Takes up to `limit` due messages for `leaseMs`, pages first, each with those that can leave as one with it; no other sender
   * gets them meanwhile. Each is judged in the
   * transaction that takes it, and again whenever it is taken anew: whether it still has its ground, and whose it is by now.
   */
  claim(options: {
    channel: Channel;
    now: Instant | null;
    limit: number;
    leaseMs: number;
  }): Promise<Delivery[]>;
  /** For `leaseMs` more. */
  keep(ids: readonly string[], options: { now: Instant | null; leaseMs: number }): Promise<void>;
  sent(ids: readonly string[], now: Instant | null, note: string | null): Promise<void>;
  /** To be tried again once `pauseMs` have passed. */
  putOff(
    ids: readonly string[],
    to: { state: 'failing' | 'undeliverable'; now: Instant | null; pauseMs: number; code: string },
  ): Promise<void>;
  /** Of every channel on which something is not sent yet. */
  queues(): Promise<Map<Channel, Queue>>;
  /** Has what was put off tried again at once; what is meant for later stays for later. Answers how many. */
  makeDueNow(channel: Channel): Promise<number>;
};

/** One reader's part of what leaves together: all of it that is theirs, or, by their choice, each by itself. */
export type ReaderMail = { reader: Recipient; items: [Delivery, ...Delivery[]] };

export function mailsOf(delivery: Delivery): ReaderMail[] {
  const all = [delivery, ...(delivery.along ?? [])];
  const readers = new Map(all.flatMap(({ to }) => to).map((reader) => [reader.staffId, reader]));
  return [...readers.values()].flatMap((reader): ReaderMail[] => {
    const theirs = all.filter(({ to }) => to.some(({ staffId }) => staffId === reader.staffId));
    if (reader.each) return theirs.map((one) => ({ reader, items: [one] }));
    const [first, ...others] = theirs;
    return first ? [{ reader, items: [first, ...others] }] : [];
  });
}

/** What a message says about its subject, looked up when it is sent. */
export type Wording = {
  /** Title of the duty in the enrollment's profile; null where it is about none. */
  title: string | null;
  /** Due instant as clocks of the agency show it, with its zone. */
  due: string | null;
  /** The same as replies have it, for who knows the agency's clocks; null also where its calendar does not reach. */
  dueLocal: string | null;
};

/** What a message is about; asked anew at each attempt. */
export type Directory = {
  wordingFor(notification: Delivery['notification']): Promise<Wording>;
};

/** Of a page: the link by which each of its readers answers it without signing in. Of all else none. */
export type AnswerLinks = (delivery: Delivery) => Promise<ReadonlyMap<string, string>>;
