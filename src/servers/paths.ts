import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** The folder of package.json, whether this file runs from src/ or, compiled, from dist/src/. */
export const projectRoot = findRoot(import.meta.dirname);

/** Downloaded tools (Temporal CLI, time-skipping server); safe to delete, they are fetched again. */
export const toolsDir = resolve(projectRoot, process.env['THROUGHLINE_TOOLS_DIR'] ?? '.tools');

/** State of `npm start`: databases, mailbox, logs, keys. */
export const dataDir = resolve(projectRoot, process.env['THROUGHLINE_DATA_DIR'] ?? '.data');

function findRoot(from: string): string {
  // dist/ holds no package.json, so the first one upwards is the project's own.
  for (let dir = from; ; dir = dirname(dir)) {
    if (existsSync(join(dir, 'package.json'))) return dir;
    if (dir === dirname(dir)) throw new Error(`no package.json above ${from}`);
  }
}
