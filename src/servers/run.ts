import { spawn } from 'node:child_process';

export interface RunResult {
  /** undefined when the command could not be started (`missing`) or was killed by the time limit. */
  code: number | undefined;
  output: string;
  missing: boolean;
}

/** Runs a short command to its end and keeps its output. Never throws: the caller says what a failure means. */
export function run(
  command: string,
  args: readonly string[],
  options: { cwd?: string; timeoutMs?: number; env?: NodeJS.ProcessEnv; uid?: number; gid?: number } = {},
): Promise<RunResult> {
  const { timeoutMs = 600_000, ...rest } = options;
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(command, args, { ...rest, stdio: ['ignore', 'pipe', 'pipe'] });
    // Not spawn's own `timeout`: its timer outlives a command that could not be started, and keeps us running.
    const limit = setTimeout(() => child.kill(), timeoutMs);
    const keep = (chunk: Buffer): void => {
      output = (output + chunk.toString('utf8')).slice(-20_000);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(limit);
      resolve({ code: undefined, output: error.message, missing: error.code === 'ENOENT' });
    });
    child.on('close', (code) => {
      clearTimeout(limit);
      resolve({ code: code ?? undefined, output, missing: false });
    });
  });
}

/** The last few lines of some output, for an error message. */
export const tail = (text: string, lines = 5): string => text.trimEnd().split('\n').slice(-lines).join('\n');
