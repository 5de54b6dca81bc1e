import { errorName } from './error-name.ts';

export type Poller = { stop(): Promise<void> };

export type PollerDeps = {
  /**
   * Looks once; is to leave off soon after `stopped` answers true. What it throws is logged, and it is tried again, as where
   * it answers that what it needs is away.
   */
  poll: (stopped: () => boolean) => Promise<void> | Promise<'away' | undefined>;
  /** How long after a look that went well, the first and so on, and how long after one that did not. */
  pauseMs: (after: { polls: number; failed: boolean }) => number;
  log: { warn(fields: object, text: string): void };
  /** Said when a look did not go well. */
  putOff: string;
};

/** Polls at once, and again and again until it is stopped, never twice at a time. `stop` awaits what is under way. */
export function startPoller({ poll, pauseMs, log, putOff }: PollerDeps): Poller {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  let polls = 0;

  function next(delayMs: number): void {
    if (stopped) return;
    timer = setTimeout(() => {
      running = once().then(next);
    }, delayMs);
  }

  /** Answers how long to wait for the next. */
  async function once(): Promise<number> {
    let failed = false;
    try {
      failed = (await poll(() => stopped)) === 'away';
      if (failed) log.warn({ error: 'away' }, putOff);
    } catch (error) {
      failed = true;
      // What it asks may be closed by the time it is stopped.
      if (!stopped) log.warn({ error: errorName(error) }, putOff);
    }
    polls += 1;
    return pauseMs({ polls, failed });
  }

  next(0);
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
