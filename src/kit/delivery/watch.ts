import type { Channel } from '../../engine/notifications/notification.ts';
import { type Poller, startPoller } from '../poller.ts';
import { channels } from './channels.ts';
import type { Outbox, Queue } from './delivery.ts';

export type Watch = Poller & {
  /** As it was at the last look; null while the record is away. */
  queue(channel: Channel): Queue | null;
  /** Whether messages lie there that have been due for a while and that nobody takes. */
  neglected(channel: Channel): boolean;
};

export type WatchOptions = {
  outbox: Pick<Outbox, 'queues'>;
  log: { warn(fields: object, text: string): void; error(fields: object, text: string): void };
  everyMs?: number;
};

export const nothingWaits: Queue = {
  ...{ at: 0, scheduled: 0, due: 0, sending: 0, failing: 0, undeliverable: 0, leased: 0 },
  ...{ neglectedSince: null, oldestPageSince: null },
};

const alarmAfterMs = 60_000;
const alarmEveryMs = 60_000;
/** A sender looks each second, and one with its hands full has taken something. */
const neglectedAfterMs = 15_000;

/** Looks at the outbox every few seconds, in each worker, and says each minute when a page waits too long. */
export function startWatch({ outbox, log, everyMs = 3_000 }: WatchOptions): Watch {
  let queues: Map<Channel, Queue> | null = null;
  const lookedNeglected = new Map<Channel, number>();
  const alarms = new Map<Channel, number>();

  async function look(): Promise<void> {
    queues = await outbox.queues().catch((error: unknown) => {
      queues = null;
      throw error;
    });
    for (const channel of channels) {
      const queue = queues.get(channel) ?? nothingWaits;
      lookedNeglected.set(channel, isNeglected(queue) ? (lookedNeglected.get(channel) ?? 0) + 1 : 0);
      const waitsMs = pageWaitsMs(queue);
      if (waitsMs > alarmAfterMs) alarm(channel, waitsMs, queue);
    }
  }

  function alarm(channel: Channel, waitsMs: number, { failing, undeliverable }: Queue): void {
    const at = performance.now();
    if (at - (alarms.get(channel) ?? -Infinity) < alarmEveryMs) return;
    alarms.set(channel, at);
    const seconds = Math.round(waitsMs / 1_000);
    log.error({ channel, seconds, failing, undeliverable }, 'the oldest page waits over a minute');
  }

  const poller = startPoller({
    ...{ poll: look, pauseMs: () => everyMs, log, putOff: 'the outbox cannot be looked at' },
  });
  return {
    queue: (channel) => queues && (queues.get(channel) ?? nothingWaits),
    // Seen once, it may have been between two messages of a sender.
    neglected: (channel) => queues !== null && (lookedNeglected.get(channel) ?? 0) >= 2,
    stop: () => poller.stop(),
  };
}

function isNeglected({ at, leased, neglectedSince }: Queue): boolean {
  return leased === 0 && neglectedSince !== null && at - neglectedSince > neglectedAfterMs;
}

/** How long the oldest page has been waiting to leave. */
export function pageWaitsMs({ at, oldestPageSince }: Queue): number {
  return oldestPageSince === null ? 0 : Math.max(0, at - oldestPageSince);
}
