import { readFile } from 'node:fs/promises';
import { run } from './run.ts';

/** The command line of a running process; undefined when there is no such process (or only its zombie). */
export async function commandOf(pid: number): Promise<string | undefined> {
  // /proc first: slim containers have no `ps`.
  const text =
    process.platform === 'linux'
      ? await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
      : (await run('ps', ['-ww', '-o', 'args=', '-p', String(pid)])).output;
  const command = text.replaceAll('\0', ' ').trim();
  return command === '' ? undefined : command;
}

/**
 * Stops a process that an earlier run left behind when it was killed. The pid alone is not proof (the system
 * reuses them), so its command line must hold `marker`. Returns whether there was one.
 */
export async function stopLeftover(
  pid: number,
  marker: string,
  signal: NodeJS.Signals = 'SIGTERM',
): Promise<boolean> {
  if (!(await commandOf(pid))?.includes(marker)) return false;
  for (const [kind, patienceMs] of [
    [signal, 10_000],
    ['SIGKILL', 5_000],
  ] as const) {
    try {
      process.kill(pid, kind);
    } catch {
      return true; // gone meanwhile
    }
    const giveUpAt = performance.now() + patienceMs;
    while (performance.now() < giveUpAt) {
      if ((await commandOf(pid)) === undefined) return true;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  return true;
}
