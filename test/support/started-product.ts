import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { projectRoot } from '../../src/servers/paths.ts';
import { freePort } from '../../src/servers/ports.ts';

const portVariables = [
  ...['PORT', 'METRICS_PORT', 'WORKER_HEALTH_PORT', 'TEMPORAL_PORT', 'TEMPORAL_UI_PORT'],
  ...['SMTP_PORT', 'MAILBOX_PORT', 'POSTGRES_PORT'],
];

/** A reader has none of these: servers of one's own would be used, and the test runner says that this is a test. */
const left = ['DATABASE_URL', 'TEMPORAL_ADDRESS', 'SMTP_URL', 'THROUGHLINE_WEBHOOK_URL', 'NODE_ENV'];

export type Product = {
  /** The environment of a shell whose commands reach it. */
  env: NodeJS.ProcessEnv;
  apiUrl: string;
  /** Ctrl-C; answers the exit code. */
  stop(): Promise<number | null>;
};

/** The product as a reader starts it, by that command, in a folder and on ports of its own. */
export async function startProduct(command: string): Promise<Product> {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-pages-'));
  const ports: Record<string, string> = {};
  for (const name of portVariables) ports[name] = String(await freePort());
  const inherited = Object.entries(process.env).filter(([name]) => !left.includes(name));
  const env = { ...Object.fromEntries(inherited), ...ports, THROUGHLINE_DATA_DIR: folder };
  // A group of its own, which a Ctrl-C reaches as a whole.
  const [program = '', ...args] = command.split(' ');
  const child = spawn(program, args, {
    cwd: projectRoot,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const hasEnded = (): boolean => child.exitCode !== null || child.signalCode !== null;
  const interrupt = (): void => {
    if (child.pid !== undefined && !hasEnded()) process.kill(-child.pid, 'SIGINT');
  };
  // Where the test gives up before it runs, nothing stays behind.
  process.once('exit', interrupt);
  const ended = once(child, 'exit');
  const said: string[] = [];
  const runs = new Promise<void>((resolve) => {
    for (const stream of [child.stdout, child.stderr])
      createInterface(stream).on('line', (line) => {
        said.push(line);
        if (line.includes('Throughline is running')) resolve();
      });
  });
  const stop = async (): Promise<number | null> => {
    interrupt();
    const [code] = (await ended) as [number | null];
    process.off('exit', interrupt);
    rmSync(folder, { recursive: true, force: true });
    return code;
  };
  await Promise.race([runs, ended]);
  if (hasEnded()) {
    rmSync(folder, { recursive: true, force: true });
    throw new Error(`${command} ended with ${child.exitCode ?? child.signalCode}:\n${said.join('\n')}`);
  }
  return { env, apiUrl: `http://127.0.0.1:${ports['PORT']}`, stop };
}
