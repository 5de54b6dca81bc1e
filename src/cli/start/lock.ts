import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { commandOf, stopLeftover } from '../../servers/leftovers.ts';
import { SetupError, type Progress } from '../../servers/setup-error.ts';

interface Running {
  pid: number;
  command: string;
  children: { name: string; pid: number; command: string }[];
}

/** Keeps two `npm start` off one data folder, and knows which processes a killed one left behind. */
export interface StartLock {
  addChild(name: string, pid: number): Promise<void>;
  release(): void;
}

/** Throws SetupError when another one runs; stops what a killed one left. */
export async function takeLock(file: string, progress: Progress): Promise<StartLock> {
  const earlier = read(file);
  if (earlier && earlier.pid !== process.pid && (await commandOf(earlier.pid)) === earlier.command)
    throw new SetupError(
      `Throughline is already running from this folder (process ${earlier.pid}). Stop it first, or set THROUGHLINE_DATA_DIR (and other ports) for a second one.`,
    );
  // The latest started first: the servers last, as in an orderly stop.
  for (const { name, pid, command } of earlier?.children.toReversed() ?? [])
    if (await stopLeftover(pid, command, name === 'PostgreSQL' ? 'SIGINT' : 'SIGTERM'))
      progress(`stopped ${name}, left running by an earlier run that was killed (process ${pid})`);

  const running: Running = { pid: process.pid, command: (await commandOf(process.pid)) ?? '', children: [] };
  const write = (): void => writeFileSync(file, JSON.stringify(running));
  mkdirSync(dirname(file), { recursive: true });
  write();
  return {
    async addChild(name, pid) {
      const command = await commandOf(pid);
      if (command === undefined) return;
      running.children.push({ name, pid, command });
      write();
    },
    release: () => rmSync(file, { force: true }),
  };
}

function read(file: string): Running | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Running;
  } catch {
    return undefined; // cut short by the very crash it was to tell about
  }
}
