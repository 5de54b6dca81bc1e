import { chmodSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const forOthers = 0o077;

/**
 * A folder that its owner alone may enter, with files that the owner alone may read: in it are keys, tokens, mails and the
 * record. What this process and those it starts write from now on is so from the first byte; what an earlier release left
 * is put right. `except`: what belongs to another user, who keeps it as private.
 */
export function makePrivate(folder: string, except: readonly string[]): void {
  process.umask(forOthers);
  mkdirSync(folder, { recursive: true });
  tighten(folder);
  for (const name of readdirSync(folder)) if (!except.includes(name)) tightenAll(join(folder, name));
}

function tightenAll(path: string): void {
  tighten(path);
  if (statSync(path).isDirectory()) for (const name of readdirSync(path)) tightenAll(join(path, name));
}

function tighten(path: string): void {
  const { mode } = statSync(path);
  if ((mode & forOthers) !== 0) chmodSync(path, mode & 0o700);
}
