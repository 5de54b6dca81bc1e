import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { SetupError } from './setup-error.ts';
import { tail } from './run.ts';

export interface Exit {
  code: number | null;
  signal: NodeJS.Signals | null;
}

export interface ManagedProcess {
  name: string;
  pid: number;
  logFile: string | undefined;
  /** Resolves when the process is gone, for whatever reason. */
  exited: Promise<Exit>;
  /** Asks it to stop and waits; after `graceMs` it is killed. */
  stop(options?: { signal?: NodeJS.Signals; graceMs?: number }): Promise<Exit>;
}

export interface SpawnOptions {
  name: string;
  command: string;
  args: readonly string[];
  env?: NodeJS.ProcessEnv;
  cwd?: string;
  /** Output is appended here; without one it is dropped. */
  logFile?: string;
  uid?: number;
  gid?: number;
  /** The signal that makes it stop in order. */
  stopSignal?: NodeJS.Signals;
}

const alive = new Map<number, NodeJS.Signals>();

/** Kills every process started here, at once and without order. */
export function killAll(): void {
  for (const pid of alive.keys()) send(pid, 'SIGKILL');
}

// A process that ends without stopping its children (an uncaught error, process.exit) must not leave them behind.
process.on('exit', () => {
  for (const [pid, signal] of alive) send(pid, signal);
});

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // already gone
  }
}

const rotateAtBytes = 20_000_000;

/**
 * Starts a long-running process in a process group of its own: Ctrl-C in the terminal then reaches only us, and
 * we stop the children in the right order. Output goes straight to a file, so that it is kept even when we die.
 */
export async function spawnManaged(options: SpawnOptions): Promise<ManagedProcess> {
  const { name, command, args, logFile, stopSignal = 'SIGTERM' } = options;
  const output = logFile === undefined ? 'ignore' : openLog(logFile);
  const child = spawn(command, args, {
    detached: process.platform !== 'win32',
    stdio: ['ignore', output, output],
    env: options.env ?? process.env,
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    ...(options.uid === undefined ? {} : { uid: options.uid }),
    ...(options.gid === undefined ? {} : { gid: options.gid }),
  });
  const exited = new Promise<Exit>((resolve) => {
    child.once('exit', (code, signal) => {
      if (child.pid !== undefined) alive.delete(child.pid);
      resolve({ code, signal });
    });
  });
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', (error) => reject(new SetupError(`${name} could not be started: ${error.message}`)));
  }).finally(() => {
    if (typeof output === 'number') closeSync(output);
  });
  const pid = child.pid as number;
  alive.set(pid, stopSignal);
  guard(pid, stopSignal);

  const stop: ManagedProcess['stop'] = async ({ signal = stopSignal, graceMs = 15_000 } = {}) => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    const killer = setTimeout(() => child.kill('SIGKILL'), graceMs);
    try {
      return await exited;
    } finally {
      clearTimeout(killer);
    }
  };
  return { name, pid, logFile, exited, stop };
}

/**
 * Stops the process when we are gone without having done so (SIGKILL, a crashed test runner). A small shell loop,
 * because nothing of ours runs any more by then.
 */
function guard(pid: number, signal: NodeJS.Signals): void {
  if (process.platform === 'win32') return;
  const loop = 'while kill -0 "$1" && kill -0 "$2"; do sleep 2; done; kill -s "$3" "$2"';
  const args = [
    '-c',
    loop,
    'throughline-guard',
    String(process.pid),
    String(pid),
    signal.slice('SIG'.length),
  ];
  const guardian = spawn('sh', args, { detached: true, stdio: 'ignore' });
  guardian.on('error', () => {}); // without a shell, a killed run leaves its children to the next one
  guardian.unref();
}

function openLog(file: string): number {
  mkdirSync(dirname(file), { recursive: true });
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > rotateAtBytes) renameSync(file, `${file}.1`);
  return openSync(file, 'a');
}

/** The end of a process's log, indented, for a message; empty when there is none. */
export function logTail(logFile: string | undefined, lines = 15): string {
  if (logFile === undefined) return '';
  try {
    return tail(readFileSync(logFile, 'utf8'), lines).replaceAll(/^/gm, '    ');
  } catch {
    return '';
  }
}

/** How an exit is told to a person. */
export const exitText = ({ code, signal }: Exit): string =>
  signal === null ? `exit code ${code ?? 'unknown'}` : `signal ${signal}`;

/**
 * Polls `probe` until it returns true. A process that ends first, or the time limit, is a SetupError with the tail
 * of its log; errors of the probe mean "not yet".
 */
export async function waitUntilReady(
  managed: ManagedProcess,
  probe: () => Promise<boolean>,
  { timeoutMs = 60_000, everyMs = 50 } = {},
): Promise<void> {
  let ended: Exit | undefined;
  void managed.exited.then((exit) => (ended = exit));
  const giveUpAt = performance.now() + timeoutMs;
  while (performance.now() < giveUpAt) {
    if (await probe().catch(() => false)) return;
    if (ended)
      throw new SetupError(
        `${managed.name} stopped while starting (${exitText(ended)}). ${whereToLook(managed)}`,
      );
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
  throw new SetupError(
    `${managed.name} gave no sign of life within ${Math.round(timeoutMs / 1000)} s. ${whereToLook(managed)}`,
  );
}

function whereToLook({ logFile }: ManagedProcess): string {
  return logFile === undefined ? '' : `The end of its log, ${logFile}:\n${logTail(logFile)}`;
}

/** A probe: the URL answers with a 2xx status. */
export const httpOk = (url: string) => async (): Promise<boolean> =>
  (await fetch(url, { signal: AbortSignal.timeout(2_000) })).ok;
