import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { SetupError } from './setup-error.ts';

async function sha256(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

/** Throws a SetupError unless the file is exactly the one that was pinned. */
export async function requireSha256(file: string, expected: string | undefined): Promise<void> {
  const actual = await sha256(file);
  if (actual === expected) return;
  throw new SetupError(
    expected === undefined
      ? `${basename(file)} is not a file this version knows, so it was not used (sha256 ${actual}).`
      : `${basename(file)} is not the file that was expected, so it was not used (sha256 ${actual}, expected ${expected}).`,
  );
}
