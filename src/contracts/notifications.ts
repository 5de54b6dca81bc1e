import type { Instant } from '../engine/calendar/index.ts';
import type { Channel } from '../engine/notifications/notification.ts';

/** The argument of the workflow that sends what waits on a channel, and of its long activity. */
export type NotificationsInput = {
  channel: Channel;
  /** Since when messages of this channel could not be sent, as far as is known. */
  failingSince?: Instant | null;
};

/** What ops see of a sender at work: its last heartbeat in the Temporal Web UI. Numbers and instants alone. */
export type SenderDetails = {
  /** Messages that wait for their time. All five as `GET /ops/deliveries` has them; null while the record is away. */
  scheduled: number | null;
  /** Messages whose time has come, in nobody's hands yet. */
  due: number | null;
  /** Messages in the hands of a sender for the first time. */
  sending: number | null;
  /** Messages that were tried in vain, and are tried again. */
  failing: number | null;
  /** Messages for which there is nobody, or nowhere, to send them to. */
  undeliverable: number | null;
  /** ISO instant since which something fails; null where nothing does. */
  failingSince: string | null;
  /** ISO instant since which the oldest page waits; null where none does. */
  oldestPageSince: string | null;
  underWay: number;
  sentSinceStart: number;
  recordAway: boolean;
};

export type NotificationActivities = {
  /** Sends what is due, for an hour or so; what it answers is handed on to the next time. */
  sendNotifications(input: NotificationsInput): Promise<{ sent: number; failingSince: Instant | null }>;
  /** Has what was put off on a channel tried again at once; answers how many messages. */
  makeDueNow(input: { channel: Channel }): Promise<number>;
};
