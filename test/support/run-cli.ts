import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { compiled } from './built.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Runs one of our commands in a process of its own; answers how it ended and what it said. */
export function runCli(
  command: string,
  args: string[],
  env: Record<string, string>,
  input?: Buffer,
): Promise<{ code: number; out: Buffer; err: string }> {
  return new Promise((resolve, reject) => {
    const child = execFile(
      process.execPath,
      [compiled(`src/cli/${command}.ts`), ...args],
      {
        cwd: root,
        env: { ...process.env, NO_COLOR: '1', ...env },
        encoding: 'buffer',
        maxBuffer: 64_000_000,
      },
      (error, out, err) => {
        const code = error ? error.code : 0;
        if (typeof code === 'number') resolve({ code, out, err: err.toString('utf8') });
        else reject(error ?? new Error('no exit code'));
      },
    );
    // A command that refuses before it has read all closes its end: that is seen from its exit code.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}
