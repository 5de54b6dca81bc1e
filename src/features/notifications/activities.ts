import { ApplicationFailure, CompleteAsyncError, Context } from '@temporalio/activity';
import { ApplicationFailureCategory } from '@temporalio/common';
import type { NotificationActivities, SenderDetails } from '../../contracts/notifications.ts';
import type { Instant } from '../../engine/calendar/index.ts';
import type { Channel } from '../../engine/notifications/notification.ts';
import type { Outbox, Queue } from '../../kit/delivery/delivery.ts';
import type { Sender, Turn } from '../../kit/delivery/sender.ts';

export type NotificationDeps = {
  senders: Record<Channel, Pick<Sender, 'run'>>;
  outbox: Pick<Outbox, 'makeDueNow'>;
  /** What waits, as it was a moment ago; null while the record is away. */
  queue: (channel: Channel) => Queue | null;
  /** Whether Temporal can be told that this process stops. */
  canHandOver: () => boolean;
  /** So long an attempt sends before it ends by itself. */
  roundMs?: number;
};

const hourMs = 60 * 60_000;

/** What the workflows of the channels ask for. Heartbeats come from the sender's own turns: one that hangs is missed. */
export function createNotificationActivities(deps: NotificationDeps): NotificationActivities {
  const { senders, outbox, queue, canHandOver, roundMs = hourMs } = deps;
  return {
    async sendNotifications({ channel, failingSince = null }) {
      const context = Context.current();
      const { cancellationSignal } = context;
      const round = AbortSignal.timeout(roundMs);
      let since = sinceBefore(context.info.heartbeatDetails as SenderDetails | undefined, failingSince);
      let sent = 0;
      await senders[channel].run('activity', AbortSignal.any([cancellationSignal, round]), (turn) => {
        const waiting = queue(channel);
        if (waiting) since = waiting.failing === 0 ? null : (since ?? waiting.at);
        sent = turn.sent;
        context.heartbeat(detailsOf(waiting, turn, since));
      });
      if (cancellationSignal.aborted) return await context.cancelled;
      if (round.aborted) return { sent, failingSince: since };
      // To tell a server that is away would hold up the stop. It misses the heartbeats by itself.
      if (!canHandOver()) throw new CompleteAsyncError();
      // Not an end but a hand-over: without an event in the history, and without a task of the workflow in between.
      throw ApplicationFailure.create({
        type: 'HandedOver',
        category: ApplicationFailureCategory.BENIGN,
        message: 'This process stops sending; the next attempt goes on.',
        nextRetryDelay: '100 milliseconds',
      });
    },

    makeDueNow: ({ channel }) => outbox.makeDueNow(channel),
  };
}

function detailsOf(queue: Queue | null, turn: Turn, failingSince: Instant | null): SenderDetails {
  const { scheduled = null, due = null, sending = null } = queue ?? {};
  const { failing = null, undeliverable = null, oldestPageSince = null } = queue ?? {};
  return {
    ...{ scheduled, due, sending, failing, undeliverable },
    failingSince: iso(failingSince),
    oldestPageSince: iso(oldestPageSince),
    underWay: turn.underWay,
    sentSinceStart: turn.sent,
    recordAway: turn.recordAway || queue === null,
  };
}

/** The attempt before, which was cut off, knew more than the workflow that had it begun. */
function sinceBefore(details: SenderDetails | undefined, otherwise: Instant | null): Instant | null {
  if (details === undefined) return otherwise;
  return details.failingSince === null ? null : Date.parse(details.failingSince);
}

const iso = (at: Instant | null): string | null => (at === null ? null : new Date(at).toISOString());
