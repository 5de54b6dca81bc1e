import { setTimeout as wait } from 'node:timers/promises';
import type { ManagedProcess } from '../../src/servers/processes.ts';

/** Keeps one process up, as a supervisor of services does, until it is told to let it lie. */
export type Keeper = {
  pid(): number | undefined;
  /** Up again whenever it ends; resolves once the first one has been started. */
  up(): Promise<void>;
  /** SIGKILL, or another signal, and gone. It stays down until `up`. */
  down(signal?: NodeJS.Signals): Promise<void>;
  /** How often it ended without having been told to. */
  fell(): number;
};

/** Between a fall and the next start. */
const restartPauseMs = 300;

/** `start` resolves when the process runs, and rejects when it could not start; then it is tried again. */
export function createKeeper(start: () => Promise<ManagedProcess>): Keeper {
  let wanted = false;
  let running: ManagedProcess | undefined;
  let loop: Promise<void> = Promise.resolve();
  let fell = 0;

  async function keep(first: () => void): Promise<void> {
    while (wanted) {
      try {
        running = await start();
        first();
        if (wanted) await running.exited;
        else await running.stop({ signal: 'SIGKILL' });
        if (wanted) fell += 1;
      } catch {
        if (wanted) fell += 1;
      }
      running = undefined;
      if (wanted) await wait(restartPauseMs);
    }
    first();
  }

  return {
    pid: () => running?.pid,
    fell: () => fell,
    async up() {
      if (wanted) return;
      wanted = true;
      await loop;
      await new Promise<void>((started) => {
        loop = keep(started);
      });
    },
    async down(signal = 'SIGKILL') {
      wanted = false;
      await running?.stop({ signal, graceMs: 20_000 });
      await loop;
    },
  };
}
