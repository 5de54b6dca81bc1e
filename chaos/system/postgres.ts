import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, statfsSync, closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { startPostgres } from '../../src/servers/embedded-postgres.ts';
import { run } from '../../src/servers/run.ts';
import { createKeeper, type Keeper } from './keeper.ts';

export type Database = {
  url: string;
  keeper: Keeper;
  /** Stops it at once; with SIGKILL also waits for the processes it leaves behind. */
  stop(signal: NodeJS.Signals): Promise<void>;
  /** Why its disk cannot be filled; null when it can. */
  diskStays: string | null;
  fillDisk(): void;
  freeDisk(): void;
  /** At the very end. */
  remove(): Promise<void>;
};

const diskBytes = 640 * 2 ** 20;

/** PostgreSQL with its data on a small disk of its own where this machine lets us mount one. */
export async function startDatabase(folder: string, port: number): Promise<Database> {
  const disk = join(folder, 'disk');
  mkdirSync(disk, { recursive: true });
  const diskStays = await mountSmallDisk(disk);
  let url = '';
  const keeper = createKeeper(async () => {
    const server = await startPostgres({
      dataDir: join(disk, 'postgres'),
      port,
      logFile: join(folder, 'postgres.log'),
      settings: { max_wal_size: '96MB', min_wal_size: '48MB' },
    });
    url = server.url;
    return server.process;
  });
  await keeper.up();
  const ballast = join(disk, 'ballast');
  return {
    url,
    keeper,
    diskStays,
    async stop(signal) {
      const pid = keeper.pid();
      const children = pid === undefined ? [] : await childrenOf(pid);
      await keeper.down(signal);
      // A backend that outlived its postmaster must not write beside the next one.
      while (children.some(lives)) await wait(20);
    },
    fillDisk: () => fill(disk, ballast),
    freeDisk: () => rmSync(ballast, { force: true }),
    async remove() {
      await keeper.down('SIGQUIT');
      if (diskStays === null) await run('umount', [disk]);
      if (existsSync(folder)) rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function mountSmallDisk(disk: string): Promise<string | null> {
  if (process.platform !== 'linux') return 'there is no tmpfs on this system';
  if (process.getuid?.() !== 0) return 'only root may mount a small disk';
  // Also where the run is ended from outside: nothing else would ever take it down.
  process.on('exit', () => void spawnSync('umount', ['-l', disk], { stdio: 'ignore' }));
  const mounted = await run('mount', ['-t', 'tmpfs', '-o', `size=${diskBytes},mode=0755`, 'tmpfs', disk]);
  return mounted.code === 0 ? null : 'this machine does not let us mount a small disk';
}

function fill(disk: string, ballast: string): void {
  const file = openSync(ballast, 'w');
  try {
    for (const size of [2 ** 20, 4_096]) {
      const zeros = Buffer.alloc(size);
      try {
        while (statfsSync(disk).bavail > 0) writeSync(file, zeros);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      }
    }
  } finally {
    closeSync(file);
  }
}

async function childrenOf(pid: number): Promise<number[]> {
  const { output } = await run('ps', ['-o', 'pid=', '--ppid', String(pid)]);
  return output
    .split('\n')
    .map(Number)
    .filter((child) => child > 1);
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
