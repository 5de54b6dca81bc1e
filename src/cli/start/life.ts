import { relative } from 'node:path';
import pc from 'picocolors';
import { projectRoot } from '../../servers/paths.ts';
import { exitText, killAll, logTail, type ManagedProcess } from '../../servers/processes.ts';
import { messageOf } from '../../servers/setup-error.ts';

// npm passes a Ctrl-C on to a process that the terminal has already told: the second within this time is the first.
const sameKeystrokeMs = 800;

/** Starts things one after the other, and stops them in the opposite order, whatever the reason. */
export interface Life {
  /** Prints a line when `start` is done. Never returns once stopping has begun. */
  step<T>(name: string, start: () => Promise<T>, told?: (result: T) => string): Promise<T>;
  /** Without a name, nothing is said about it. */
  onStop(name: string | undefined, stop: () => Promise<unknown>): void;
  /** The end of this process before the stop begins ends everything. */
  watch(managed: ManagedProcess): void;
  end(exitCode: number): Promise<never>;
}

export function createLife(say: (line: string) => void): Life {
  const stops: { name: string | undefined; stop: () => Promise<unknown> }[] = [];
  let ending = false;
  let firstSignalAt = 0;
  const forever = new Promise<never>(() => {});

  const end = async (exitCode: number): Promise<never> => {
    if (ending) return await forever;
    ending = true;
    for (let next = stops.pop(); next; next = stops.pop()) {
      const startedAt = performance.now();
      try {
        await next.stop();
        if (next.name !== undefined) say(`${pc.dim('stopped')} ${next.name} ${pc.dim(seconds(startedAt))}`);
      } catch (error) {
        say(`${pc.red('not stopped')} ${next.name ?? ''}: ${messageOf(error)}`);
      }
    }
    process.exit(exitCode);
  };

  const onSignal = (signal: NodeJS.Signals): void => {
    if (ending) {
      if (performance.now() - firstSignalAt < sameKeystrokeMs) return;
      say('forced: everything is killed now; the next start recovers');
      killAll();
      process.exit(130);
    }
    firstSignalAt = performance.now();
    say(`\nstopping (${signal}); once more to force`);
    void end(0);
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  process.on('SIGHUP', onSignal); // the terminal was closed

  return {
    async step(name, start, told = () => '') {
      if (ending) return await forever;
      const startedAt = performance.now();
      const result = await start();
      if (ending) return await forever;
      say(`${pc.green('ready')}   ${name.padEnd(16)} ${told(result)} ${pc.dim(seconds(startedAt))}`);
      return result;
    },
    onStop: (name, stop) => stops.push({ name, stop }),
    watch(managed) {
      void managed.exited.then((exit) => {
        if (ending) return;
        const { name, logFile = '' } = managed;
        say(pc.red(`\n${name} stopped by itself (${exitText(exit)}). The end of its log:`));
        say(`${logTail(logFile, 20)}\n  (${relative(projectRoot, logFile)})\n`);
        void end(1);
      });
    },
    end,
  };
}

const seconds = (since: number): string => `(${((performance.now() - since) / 1_000).toFixed(1)} s)`;
