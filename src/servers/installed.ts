import { chmodSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { toolsDir } from './paths.ts';

/**
 * The folder .tools/NAME, filled by `fill` when it is not there yet. It is filled under another name and moved, so a
 * half-made one is never used and two processes that install at the same time cannot disturb each other.
 */
export async function installed(
  name: string,
  fill: (folder: string) => Promise<void>,
  parent = toolsDir,
): Promise<string> {
  const target = join(parent, name);
  if (existsSync(target)) return target;
  mkdirSync(parent, { recursive: true });
  const unfinished = mkdtempSync(join(parent, `.installing-${name}-`));
  try {
    await fill(unfinished);
    chmodSync(unfinished, 0o755);
    try {
      renameSync(unfinished, target);
    } catch (error) {
      if (!existsSync(target)) throw error; // otherwise another process was faster, with the same content
    }
    return target;
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}
