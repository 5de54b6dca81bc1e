import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ScanState } from '../attachment.ts';

/** Null: it could not say. */
export type Verdict = Exclude<ScanState, 'waiting'> | null;

/** Longer than any scanner takes for 25 MB. */
const longestMs = 120_000;

/**
 * Has a command of the operator's look at bytes, which come to it as its standard input: it ends with 0 where it found nothing,
 * with 1 where it found something, as `clamdscan -` does. What it prints may quote what it read, and goes nowhere.
 */
export function createScanner(command: string): (bytes: AsyncIterable<Buffer>) => Promise<Verdict> {
  return async (bytes) => {
    const child = spawn(command, {
      shell: true,
      stdio: ['pipe', 'ignore', 'ignore'],
      timeout: longestMs,
      killSignal: 'SIGKILL',
    });
    const ended = once(child, 'close').then(
      ([code]) => code as number | null,
      () => null,
    );
    const read = pipeline(Readable.from(bytes), child.stdin).then(
      () => null,
      (error: unknown) => error,
    );
    const [code, broken] = await Promise.all([ended, read]);
    // Who has found something need not read on; who has found nothing in a half has not looked.
    if (code === 1) return 'found';
    return code === 0 && broken === null ? 'clean' : null;
  };
}
