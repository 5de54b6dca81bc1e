import { errorName } from './error-name.ts';

export type Rounds = { stop(): Promise<void> };

export type RoundsDeps = {
  /** Goes round once; is to leave off soon after `stopped` answers true. What it throws is logged, and it is tried again. */
  round: (stopped: () => boolean) => Promise<void>;
  /** How long after a round that went well, the first and so on, and how long after one that did not. */
  pauseMs: (after: { rounds: number; failed: boolean }) => number;
  log: { warn(fields: object, text: string): void };
  /** Said when a round did not go well. */
  putOff: string;
};

/** Goes round at once, and again and again until it is stopped, never twice at a time. `stop` awaits what is under way. */
export function startRounds({ round, pauseMs, log, putOff }: RoundsDeps): Rounds {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  let rounds = 0;

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
      await round(() => stopped);
    } catch (error) {
      failed = true;
      // What it asks may be closed by the time it is stopped.
      if (!stopped) log.warn({ error: errorName(error) }, putOff);
    }
    rounds += 1;
    return pauseMs({ rounds, failed });
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
