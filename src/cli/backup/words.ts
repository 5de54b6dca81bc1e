import pc from 'picocolors';
import { ConfigError } from '../../kit/config.ts';
import { ObjectStoreError } from '../../kit/objects/s3.ts';
import { BackupError } from '../../kit/postgres/backup/format.ts';
import { classifyFailure } from '../../kit/postgres/failures.ts';
import { SetupError } from '../../servers/setup-error.ts';

/** For the person at the terminal: no stack, and nothing of what is stored. */
export function wordsFor(error: unknown, consequence: string, usage: string): string {
  if (
    error instanceof BackupError ||
    error instanceof SetupError ||
    error instanceof ConfigError ||
    error instanceof ObjectStoreError
  )
    return `${pc.red(consequence)} ${error.message}`;
  if (!(error instanceof Error)) return pc.red(consequence);
  if (error instanceof TypeError && 'code' in error) return `${pc.red(error.message)}\n\n${usage}`;
  // Of a file: the system's own words, which name it.
  if ('syscall' in error && ['open', 'read', 'write', 'mkdir', 'rename'].includes(String(error.syscall)))
    return `${pc.red(consequence)} ${error.message}`;
  const { kind, code } = classifyFailure(error);
  const trouble = kind === 'unavailable' ? 'The database cannot be reached' : 'The database refused';
  return `${pc.red(consequence)} ${trouble} (${code}).`;
}

/** A line for each ten thousand rows. */
export function progressOf(name: string): (table: string, rows: number) => void {
  const told = new Map<string, number>();
  return (table, rows) => {
    const tens = Math.floor(rows / 10_000);
    if (tens <= (told.get(table) ?? 0)) return;
    told.set(table, tens);
    process.stderr.write(`${name}: ${rows} rows of ${table}\n`);
  };
}
