import { createWriteStream, existsSync, mkdirSync, rmSync } from 'node:fs';
import { type FileHandle, open, rename } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import type { Writable } from 'node:stream';
import type { BackupSource } from '../../kit/postgres/backup/read-backup.ts';
import { dataDir } from '../../servers/paths.ts';
import { SetupError } from '../../servers/setup-error.ts';

/** For its owner alone: what is protected is in it. */
const mode = 0o600;

/** Where a backup goes when no file is named: a folder that is never under version control. */
export function standardFile(now: Date): string {
  const stamp = now
    .toISOString()
    .replaceAll(':', '-')
    .replace(/\.\d+Z$/, 'Z');
  return join(dataDir, 'backups', `throughline-${stamp}.jsonl.gz`);
}

/** What was named on the command line, seen from where the command was called: npm runs its scripts elsewhere. */
export const fromCaller = (file: string): string => resolve(process.env['INIT_CWD'] ?? '.', file);

/**
 * Writes a file that is there, whole and on the disk, or not there at all. Throws SetupError where there is one
 * already.
 */
export async function writeWhole<T>(file: string, write: (to: Writable) => Promise<T>): Promise<T> {
  if (existsSync(file)) throw new SetupError(`${file} is there already: a backup is never overwritten.`);
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const unfinished = `${file}.${process.pid}.unfinished`;
  rmSync(unfinished, { force: true });
  try {
    const written = await write(createWriteStream(unfinished, { flags: 'wx', mode, flush: true }));
    await rename(unfinished, file);
    return written;
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
}

/**
 * Does `work` with what comes in at standard input, which is read twice: once to check it, once to restore it. Kept
 * still compressed in a file that has no name any more, so that nothing of it stays behind.
 */
export async function withStandardInput<T>(work: (source: BackupSource) => Promise<T>): Promise<T> {
  const spool = join(tmpdir(), `throughline-restore-${process.pid}-${Date.now()}`);
  const handle = await open(spool, 'wx+', mode);
  try {
    rmSync(spool);
    for await (const chunk of process.stdin as AsyncIterable<Buffer>) await handle.appendFile(chunk);
    return await work(() => Readable.from(contentOf(handle)));
  } finally {
    await handle.close();
  }
}

/** From the beginning each time; a stream of the handle's own would close it. */
async function* contentOf(handle: FileHandle): AsyncGenerator<Buffer> {
  for (let position = 0; ;) {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(65_536), 0, 65_536, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}
