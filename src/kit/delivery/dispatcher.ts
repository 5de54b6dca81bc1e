import { setTimeout as wait } from 'node:timers/promises';
import { errorName } from '../error-name.ts';
import type { Attempt, Channel, Delivery, Outbox, Send } from './delivery.ts';

/** When what could not be sent, or whose sender died, is tried again. */
export type RetrySchedule = {
  /** Longer than any attempt takes; after a crash its messages wait that long. */
  leaseMs: number;
  /** Pause after the first failed attempt; it doubles with each further one, without end. */
  firstPauseMs: number;
  longestPauseMs: number;
};

export const standardRetries: RetrySchedule = {
  leaseMs: 60_000,
  firstPauseMs: 5_000,
  longestPauseMs: 15 * 60_000,
};

export type DispatcherOptions = {
  channel: Channel;
  outbox: Outbox;
  send: Send;
  /** Left out: the outbox's own clock. */
  now?: () => number;
  retries?: RetrySchedule;
  log: { warn(fields: Record<string, unknown>, message: string): void };
  /** Called for each attempt, for metrics. */
  onAttempt?: (channel: Channel, outcome: Attempt['outcome']) => void;
  /** Time between two looks at an outbox with nothing due. */
  pollMs?: number;
};

export type Dispatcher = { stop(): Promise<void> };

/** As many go out at a time. */
const batch = 5;

function pauseAfter({ firstPauseMs, longestPauseMs }: RetrySchedule, failures: number): number {
  return Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(failures - 1, 20));
}

/** Sends what is due, a batch at a time, until `stop()`, which lets the messages under way finish. */
export function startDispatcher(options: DispatcherOptions): Dispatcher {
  const { channel, log, pollMs = 1_000 } = options;
  const stopping = new AbortController();
  const running = (async () => {
    while (!stopping.signal.aborted) {
      const handled = await dispatchDue(options, stopping.signal).catch((error: unknown) => {
        log.warn({ channel, error: errorName(error) }, 'the outbox cannot be reached');
        return 0;
      });
      if (handled < batch) await pause(pollMs, stopping.signal);
    }
  })();
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

/** One batch; answers how many messages it held. Rejects while the outbox cannot be reached. */
export async function dispatchDue(options: DispatcherOptions, signal?: AbortSignal): Promise<number> {
  const { channel, outbox, retries = standardRetries } = options;
  const due = await outbox.claim({ channel, now: nowOf(options), limit: batch, leaseMs: retries.leaseMs });
  // All have ended, well or badly, before the next batch.
  const ended = await Promise.allSettled(due.map((delivery) => deliver(delivery, options, signal)));
  for (const one of ended) if (one.status === 'rejected') throw one.reason;
  return due.length;
}

async function deliver(delivery: Delivery, options: DispatcherOptions, signal?: AbortSignal): Promise<void> {
  const { channel, outbox, send, log, onAttempt, retries = standardRetries } = options;
  const attempt = await send(delivery).catch((error: unknown): Attempt => ({
    outcome: 'failed',
    code: errorName(error),
  }));
  onAttempt?.(channel, attempt.outcome);
  if (attempt.outcome === 'sent') {
    // It is out: forgetting that would send it twice, so this is tried until it is written or the process ends.
    await persistently(() => outbox.sent(delivery.id, nowOf(options), attempt.note ?? null), signal);
    return;
  }
  log.warn({ channel, delivery: delivery.id, code: attempt.code }, 'a message could not be sent');
  const undeliverable = attempt.outcome === 'undeliverable';
  const pauseMs = undeliverable ? retries.longestPauseMs : pauseAfter(retries, delivery.attempts + 1);
  await outbox.putOff(delivery.id, {
    state: undeliverable ? 'undeliverable' : 'failing',
    now: nowOf(options),
    pauseMs,
    code: attempt.code,
  });
}

function nowOf({ now }: DispatcherOptions): number | null {
  return now?.() ?? null;
}

async function persistently(write: () => Promise<void>, signal?: AbortSignal): Promise<void> {
  for (;;) {
    try {
      return await write();
    } catch (error) {
      if (signal?.aborted) throw error;
      await pause(1_000, signal);
    }
  }
}

/** Ends sooner, not badly, when the signal says stop. */
async function pause(ms: number, signal?: AbortSignal): Promise<void> {
  await wait(ms, undefined, { ...(signal && { signal }) }).catch(() => undefined);
}
