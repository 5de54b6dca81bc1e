import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** A setting that whoever starts this process gives it. */
export function needed(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set`);
  return value;
}

/** The folder in which other engines' packages are installed; undefined where there is none. */
export function peersFolder(): string | undefined {
  const folder = process.env['THROUGHLINE_PEERS'] ?? '';
  return folder !== '' && existsSync(join(folder, 'node_modules')) ? folder : undefined;
}

/** A package of that folder. */
export async function fromPeers(name: string): Promise<unknown> {
  const folder = peersFolder();
  if (folder === undefined) throw new Error('THROUGHLINE_PEERS names no folder with node_modules');
  const found = createRequire(join(folder, 'package.json')).resolve(name);
  return (await import(pathToFileURL(found).href)) as unknown;
}

/** How to get them, for those who want them. */
export const howToInstall =
  'install @dbos-inc/dbos-sdk@5.3.0, @restatedev/restate-sdk@1.17.2 and @restatedev/restate-server@1.7.12 in a folder and name it in THROUGHLINE_PEERS';
