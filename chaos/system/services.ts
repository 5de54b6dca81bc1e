import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { nodeOptions } from '../../src/servers/node-options.ts';
import { freePort } from '../../src/servers/ports.ts';
import { httpOk, spawnManaged, type ManagedProcess } from '../../src/servers/processes.ts';
import type { Build } from './build.ts';
import { createKeeper, type Keeper } from './keeper.ts';

export type Service = Keeper & {
  /** Waits until it says that it does its work. */
  ready(patienceMs?: number): Promise<boolean>;
};

/** A worker or the API, compiled, on a port of its own, kept up. */
export async function createService(options: {
  name: 'worker' | 'api';
  label: string;
  build: Build;
  env: NodeJS.ProcessEnv;
  folder: string;
  port?: number;
}): Promise<Service> {
  const { name, label, build, env, folder } = options;
  const port = options.port ?? (await freePort());
  const keeper = createKeeper((): Promise<ManagedProcess> =>
    spawnManaged({
      name: label,
      command: process.execPath,
      args: [...nodeOptions(name), build.main(name)],
      env: { ...env, METRICS_PORT: '0', [name === 'api' ? 'PORT' : 'WORKER_HEALTH_PORT']: String(port) },
      logFile: join(folder, `${label}.log`),
    }),
  );
  const answers = httpOk(`http://127.0.0.1:${port}/readyz`);
  return {
    ...keeper,
    async ready(patienceMs = 60_000) {
      const until = performance.now() + patienceMs;
      while (performance.now() < until) {
        if (await answers().catch(() => false)) return true;
        await wait(50);
      }
      return false;
    },
  };
}

const libraries = ['x86_64-linux-gnu', 'aarch64-linux-gnu'].map(
  (platform) => `/usr/lib/${platform}/faketime/libfaketime.so.1`,
);

/** What makes a process believe that it is so many hours later; null where the library is not installed. */
export function wrongClock(hours: number): NodeJS.ProcessEnv | null {
  const library = libraries.find((file) => existsSync(file));
  if (library === undefined) return null;
  return {
    LD_PRELOAD: library,
    FAKETIME: `${hours > 0 ? '+' : ''}${hours}h`,
    // Timers and time limits go by the monotonic clock, and that one is right.
    DONT_FAKE_MONOTONIC: '1',
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
  };
}
