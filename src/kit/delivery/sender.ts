import type { Channel } from '../../engine/notifications/notification.ts';
import { errorName } from '../error-name.ts';
import { atATime } from './channels.ts';
import { type Attempt, type Delivery, idsOf, type Outbox, type Send } from './delivery.ts';
import { pauseAfter, type RetrySchedule, standardRetries } from './retries.ts';

export type SenderOptions = {
  channel: Channel;
  outbox: Pick<Outbox, 'claim' | 'keep' | 'sent' | 'putOff'>;
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

/** On whose behalf it sends: an attempt of the activity, or this process by itself. */
export type Runner = 'activity' | 'process';

/** Since that run began, unless said otherwise. */
export type Turn = { sent: number; underWay: number; recordAway: boolean };

/** The sender of a channel in this process. Its messages are under way once, whichever run took them. */
export type Sender = {
  channel: Channel;
  /** Sends what is due, as many as may be under way at a time, to the end; answers how many. Rejects while the outbox is away. */
  sendDue(): Promise<number>;
  /**
   * Sends what is due, again and again, until the signal says stop, a newer run begins or the sender is stopped. Does not
   * wait for what is under way then. `onTurn` is called at each look at the outbox: a run that hangs does not call it.
   */
  run(by: Runner, signal: AbortSignal, onTurn?: (turn: Turn) => void): Promise<void>;
  /** Who runs it now. */
  runner(): Runner | null;
  /** Ends for good, once the messages under way have ended. */
  stop(): Promise<void>;
};

export function createSender(options: SenderOptions): Sender {
  const { channel, log, outbox, retries = standardRetries, pollMs = 1_000 } = options;
  const places = atATime[channel];
  const underWay = new Map<string, Promise<boolean>>();
  const stopping = new AbortController();
  const runs = new Set<Promise<void>>();
  let current: { by: Runner; ending: AbortController } | null = null;
  let sent = 0;
  let freed = (): void => undefined;

  /** Takes as many as there are places, pages first, and sets them on their way. */
  async function take(limit: number): Promise<{ taken: number; begun: Promise<void>[] }> {
    const due = await outbox.claim({ channel, now: nowOf(options), limit, leaseMs: retries.leaseMs });
    // A lease runs out while "sent" cannot be written: such a message is out, and still in these hands.
    const begun = due.filter(({ id }) => !underWay.has(id)).map(begin);
    return { taken: due.length, begun };
  }

  async function begin(delivery: Delivery): Promise<void> {
    const work = deliver(delivery, options, stopping.signal);
    underWay.set(delivery.id, work);
    const { leaseMs } = retries;
    const renewing = setInterval(() => {
      void outbox.keep(idsOf(delivery), { now: nowOf(options), leaseMs }).catch(() => undefined);
    }, leaseMs / 3);
    try {
      if (await work) sent += 1;
    } finally {
      clearInterval(renewing);
      underWay.delete(delivery.id);
      if (underWay.size <= places / 2) freed();
    }
  }

  const away = (error: unknown): void =>
    log.warn({ channel, error: errorName(error) }, 'the outbox cannot be reached');

  /** One look; with what to wait for where more may be due. */
  async function look(): Promise<{ recordAway: boolean; rest?: Promise<void> }> {
    const free = places - underWay.size;
    // One statement takes several: none is asked for before half the places are free.
    const room = new Promise<void>((resolve) => (freed = resolve));
    if (free === 0) return { recordAway: false, rest: room };
    try {
      const { taken, begun } = await take(free);
      for (const one of begun) one.catch(away);
      return { recordAway: false, ...(taken === free && { rest: room }) };
    } catch (error) {
      away(error);
      return { recordAway: true };
    }
  }

  async function turns(end: AbortSignal, onTurn?: (turn: Turn) => void): Promise<void> {
    const before = sent;
    while (!end.aborted) {
      const { recordAway, rest } = await look();
      onTurn?.({ sent: sent - before, underWay: underWay.size, recordAway });
      await pause(pollMs, end, rest);
    }
  }

  return {
    channel,

    async sendDue() {
      const { taken, begun } = await take(places);
      // All have ended, well or badly, before anything is thrown.
      for (const one of await Promise.allSettled(begun)) if (one.status === 'rejected') throw one.reason;
      return taken;
    },

    async run(by, signal, onTurn) {
      current?.ending.abort();
      const own = { by, ending: new AbortController() };
      current = own;
      const end = AbortSignal.any([signal, own.ending.signal, stopping.signal]);
      // The run before may still be taking: together they would have more under way than there are places.
      const running = Promise.allSettled(runs).then(() => turns(end, onTurn));
      runs.add(running);
      try {
        await running;
      } finally {
        runs.delete(running);
        if (current === own) current = null;
      }
    },

    runner: () => current?.by ?? null,

    async stop() {
      stopping.abort();
      await Promise.allSettled(runs);
      while (underWay.size > 0) await Promise.allSettled(underWay.values());
    },
  };
}

/** Whether it was sent. */
async function deliver(delivery: Delivery, options: SenderOptions, signal: AbortSignal): Promise<boolean> {
  const { channel, outbox, send, log, onAttempt, retries = standardRetries } = options;
  const attempt = await send(delivery).catch((error: unknown): Attempt => ({
    outcome: 'failed',
    code: errorName(error),
  }));
  onAttempt?.(channel, attempt.outcome);
  if (attempt.outcome === 'sent') {
    // It is out: forgetting that would send it twice, so this is tried until it is written or the process ends.
    const { note = null, left } = attempt;
    const out = idsOf(delivery).filter((id) => !left?.ids.includes(id));
    await persistently(() => outbox.sent(out, nowOf(options), note), signal);
    if (left) {
      const pauseMs = pauseAfter(retries, delivery.attempts + 1);
      await outbox.putOff(left.ids, { state: 'failing', now: nowOf(options), pauseMs, code: left.code });
    }
    return true;
  }
  log.warn({ channel, delivery: delivery.id, code: attempt.code }, 'a message could not be sent');
  const undeliverable = attempt.outcome === 'undeliverable';
  const pauseMs = undeliverable ? retries.longestPauseMs : pauseAfter(retries, delivery.attempts + 1);
  await outbox.putOff(idsOf(delivery), {
    state: undeliverable ? 'undeliverable' : 'failing',
    now: nowOf(options),
    pauseMs,
    code: attempt.code,
  });
  return false;
}

function nowOf({ now }: SenderOptions): number | null {
  return now?.() ?? null;
}

async function persistently(write: () => Promise<void>, signal: AbortSignal): Promise<void> {
  for (;;) {
    try {
      return await write();
    } catch (error) {
      if (signal.aborted) throw error;
      await pause(1_000, signal);
    }
  }
}

/** Ends sooner when the signal says stop or what is waited for is there. */
function pause(ms: number, signal: AbortSignal, sooner?: Promise<void>): Promise<void> {
  return new Promise((resolve) => {
    const over = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', over);
      resolve();
    };
    const timer = setTimeout(over, ms);
    signal.addEventListener('abort', over);
    if (signal.aborted) over();
    void sooner?.then(over);
  });
}
