// npm run migration -- NAME: writes the migration that takes the database from prisma/migrations to schema.prisma.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '../src/servers/embedded-postgres.ts';
import { migrationsFolder, noFilter, readMigrations } from '../src/servers/migrate.ts';
import { projectRoot } from '../src/servers/paths.ts';
import { withSchemaEngine } from '../src/servers/schema-engine.ts';

/** The SQL between the migrations and the schema; undefined when they agree. */
async function difference(): Promise<string | undefined> {
  const schema = join(projectRoot, 'prisma', 'schema.prisma');
  // The engine replays the migrations in a database of its own to see where they lead.
  const scratch = mkdtempSync(join(tmpdir(), 'throughline-migration-'));
  const server = await startPostgres({ dataDir: join(scratch, 'postgres'), unsafeButFast: true });
  try {
    const { exitCode, stdout } = await withSchemaEngine(server.url, (engine) =>
      engine.diff({
        from: { tag: 'migrations', ...readMigrations(migrationsFolder) },
        to: { tag: 'schemaDatamodel', files: [{ path: schema, content: readFileSync(schema, 'utf8') }] },
        script: true,
        exitCode: true,
        filters: noFilter,
      }),
    );
    return exitCode === 2 ? (stdout ?? '') : undefined;
  } finally {
    await server.stop();
    rmSync(scratch, { recursive: true, force: true });
  }
}

const name = process.argv[2];
if (name === '--check') {
  const sql = await difference();
  if (sql !== undefined)
    console.error(`prisma/migrations lags behind schema.prisma (npm run migration -- NAME):\n${sql}`);
  process.exitCode = sql === undefined ? 0 : 1;
} else if (name === undefined || !/^[a-z][a-z0-9_-]*$/.test(name)) {
  console.error('usage: npm run migration -- NAME   (small letters, digits, - and _), or --check');
  process.exitCode = 2;
} else {
  const sql = await difference();
  if (sql === undefined) console.error('schema.prisma and prisma/migrations agree: nothing to do');
  else {
    const stamp = new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14);
    const folder = join(migrationsFolder, `${stamp}_${name.replaceAll('-', '_')}`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'migration.sql'), sql);
    writeFileSync(
      join(migrationsFolder, 'migration_lock.toml'),
      '# Written by npm run migration; keep it in version control.\nprovider = "postgresql"\n',
    );
    console.error(`wrote ${join(folder, 'migration.sql')}; read it before you commit it`);
  }
}
