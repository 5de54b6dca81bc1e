import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { projectRoot } from '../../src/servers/paths.ts';
import { spawnManaged } from '../../src/servers/processes.ts';
import type { System } from '../system/system.ts';

export type Staller = { says(word: string, patienceMs: number): Promise<boolean>; kill(): Promise<void> };

/** A worker that stops dead right after one commit. */
export async function startStaller(
  system: System,
  at: string,
  env: NodeJS.ProcessEnv = {},
): Promise<Staller> {
  const markFile = join(system.folder, 'mark');
  rmSync(markFile, { force: true });
  const stalling = await spawnManaged({
    name: 'stalling worker',
    command: process.execPath,
    args: ['--import', 'tsx', join(projectRoot, 'chaos', 'worker.ts')],
    cwd: projectRoot,
    env: {
      ...system.env,
      ...env,
      CHAOS_STALL_AT: at,
      CHAOS_MARK: markFile,
      CHAOS_BUNDLE: system.build.bundle,
    },
    logFile: join(system.folder, 'logs', 'stalling-worker.log'),
  });
  return {
    async says(word, patienceMs) {
      const until = performance.now() + patienceMs;
      while (performance.now() < until) {
        const said = existsSync(markFile) ? readFileSync(markFile, 'utf8') : '';
        // Whoever has committed was ready before.
        if (said === word || (said === 'committed' && word === 'ready')) return true;
        await wait(5);
      }
      return false;
    },
    async kill() {
      await stalling.stop({ signal: 'SIGKILL' });
    },
  };
}
