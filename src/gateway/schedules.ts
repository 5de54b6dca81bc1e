import { errorName } from '../contracts/error-name.ts';

const minuteMs = 60_000;

export type Kept = { stop(): Promise<void> };

export type KeepDeps<Agency> = {
  /** Who is to have a Schedule now. */
  agencies: () => Promise<Agency[]>;
  /** Sees to the Schedule of one; a second time changes nothing. Rejects while Temporal is away. */
  keep: (agency: Agency) => Promise<unknown>;
  log: { warn(fields: object, text: string): void };
  /** Said when something was away. */
  putOff: string;
  everyMs?: number;
};

/**
 * Sees to it that every agency has its Schedule: at once, since agencies come and go without Temporal's knowledge, and
 * then each ten minutes. Sooner again when something was away.
 */
export function keepSchedules<Agency>({
  agencies,
  keep,
  log,
  putOff,
  everyMs = 10 * minuteMs,
}: KeepDeps<Agency>): Kept {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();

  async function look(): Promise<void> {
    for (const agency of await agencies()) {
      if (stopped) return;
      await keep(agency);
    }
  }

  function next(delayMs: number): void {
    if (stopped) return;
    timer = setTimeout(() => {
      running = look().then(
        () => next(everyMs),
        (error: unknown) => {
          log.warn({ error: errorName(error) }, putOff);
          next(Math.min(everyMs, minuteMs / 4));
        },
      );
    }, delayMs);
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
