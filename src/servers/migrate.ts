import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MigrationList, SchemaFilter } from '@prisma/schema-engine-wasm';
import pg from 'pg';
import { projectRoot } from './paths.ts';
import { withSchemaEngine } from './schema-engine.ts';
import { messageOf, SetupError } from './setup-error.ts';

export const migrationsFolder = join(projectRoot, 'prisma', 'migrations');

export const noFilter: SchemaFilter = { externalTables: [], externalEnums: [] };

/**
 * Applies the migrations the database does not have yet and returns their names; those after `upTo` are left for later.
 * Keeps Prisma's own `_prisma_migrations`, so `prisma migrate deploy` may be used instead at any time. Throws SetupError.
 */
export async function migrate(databaseUrl: string, upTo?: string): Promise<string[]> {
  // Two processes starting at once (two API containers, say) take turns.
  const lock = new pg.Client({ connectionString: databaseUrl });
  try {
    await lock.connect();
    await lock.query(`set lock_timeout = '120s'`);
    await lock.query('select pg_advisory_lock($1)', [advisoryLock]);
    const all = readMigrations(migrationsFolder);
    const wanted = all.migrationDirectories.filter(({ path }) => upTo === undefined || path <= upTo);
    const input = { migrationsList: { ...all, migrationDirectories: wanted }, filters: noFilter };
    const applied = await withSchemaEngine(databaseUrl, (engine) => engine.applyMigrations(input));
    return applied.appliedMigrationNames;
  } catch (error) {
    throw new SetupError(`The database could not be brought up to date: ${messageOf(error)}`);
  } finally {
    await lock.end().catch(() => {});
  }
}

// Any number, but not 72707369: Prisma's engine takes that one itself, in another connection.
const advisoryLock = 7_238_461;

/** Names of the migrations of this release, in order. */
export const knownMigrations = (): string[] =>
  readMigrations(migrationsFolder).migrationDirectories.map(({ path }) => path);

/** The migrations folder as the engine wants it. */
export function readMigrations(folder: string): MigrationList {
  const lockfile = join(folder, 'migration_lock.toml');
  const names = existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map((entry) => entry.name)
        .toSorted()
    : [];
  return {
    baseDir: folder,
    lockfile: {
      path: 'migration_lock.toml',
      content: existsSync(lockfile) ? readFileSync(lockfile, 'utf8') : null,
    },
    shadowDbInitScript: '',
    migrationDirectories: names.map((name) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: { tag: 'ok', value: readFileSync(join(folder, name, 'migration.sql'), 'utf8') },
      },
    })),
  };
}
