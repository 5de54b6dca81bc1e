import pg from 'pg';
import { withConnection } from '../connection.ts';
import { BackupError } from './format.ts';
import type { Footer, Header } from './format.ts';
import { rowLinesOf } from './read-backup.ts';
import type { BackupSource } from './read-backup.ts';
import { migrationsOf, tablesOf } from './tables.ts';
import type { Table } from './tables.ts';

const quoted = (name: string): string => pg.escapeIdentifier(name);

/**
 * Throws BackupError unless the backup can go into that database: a release that knows its migrations, and a database
 * without tables, or with just its tables and not a row in them.
 */
export async function checkTarget(
  databaseUrl: string,
  { migrations }: Header,
  known: readonly string[],
): Promise<void> {
  const unknown = migrations.find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new BackupError(
      `The backup comes from a newer release: this one does not know the migration ${unknown}. Update first.`,
    );
  if (migrations.some((name, index) => name !== known[index]))
    throw new BackupError(
      'The backup lacks migrations that come before its own: it was not made by a release.',
    );
  await withConnection(databaseUrl, async (client) => {
    const tables = await tablesOf(client);
    if (tables.length === 0) return;
    for (const { name } of tables) await refuseRows(client, name);
    if (String(await migrationsOf(client)) !== String(migrations))
      throw new BackupError(
        'The database has tables already, and not those of the backup: restore into one without tables. They are made as the backup needs them and then brought up to date.',
      );
  });
}

async function refuseRows(client: pg.Client, table: string): Promise<void> {
  const { rows } = await client.query(`SELECT 1 FROM ${quoted(table)} LIMIT 1`);
  if (rows.length > 0)
    throw new BackupError(
      `The database is not empty (there are rows in ${table}): restore into an empty one, nothing is ever overwritten.`,
    );
}

/** Writes a checked backup into the tables it was taken from, in one transaction: all of it or nothing. */
export async function loadBackup(
  databaseUrl: string,
  { header, footer }: { header: Header; footer: Footer },
  source: BackupSource,
  progress: (table: string, rows: number) => void = () => undefined,
): Promise<void> {
  await withConnection(databaseUrl, async (client) => {
    await client.query('BEGIN');
    const names = header.tables.map(({ name }) => quoted(name));
    if (names.length > 0) await client.query(`LOCK TABLE ${names.join(', ')} IN ACCESS EXCLUSIVE MODE`);
    // Locked now: whoever wrote something in since the first look is seen.
    for (const { name } of header.tables) await refuseRows(client, name);
    // What was, was: nothing is judged again, and no caseload counted twice. Keys and references hold all the same.
    for (const name of names) await client.query(`ALTER TABLE ${name} DISABLE TRIGGER USER`);
    const tables = await tablesOf(client);
    const insertOf = new Map(header.tables.map((table) => [table.name, insertInto(table, tables)]));
    const written: Record<string, number> = {};
    for await (const { table, line } of rowLinesOf(source)) {
      const { rowCount } = await client.query(insertOf.get(table) ?? '', [line]);
      written[table] = (written[table] ?? 0) + (rowCount ?? 0);
      progress(table, written[table]);
    }
    for (const [table, rows] of Object.entries(footer.rows))
      if ((written[table] ?? 0) !== rows) throw new BackupError('The file changed while it was read.');
    await moveSequences(client);
    // What waits for the end to be looked at, is looked at now: a table with such rows cannot be altered.
    await client.query('SET CONSTRAINTS ALL IMMEDIATE');
    for (const name of names) await client.query(`ALTER TABLE ${name} ENABLE TRIGGER USER`);
    await client.query('COMMIT');
  });
}

/** Each text is read as what its column is. */
function insertInto({ name, columns }: Header['tables'][number], tables: readonly Table[]): string {
  const types = new Map(
    tables.find((table) => table.name === name)?.columns.map((column) => [column.name, column.type]),
  );
  const values = columns.map((column, index) => {
    const type = types.get(column);
    if (type === undefined)
      throw new BackupError(`The database has no place for ${name}.${column} of the backup.`);
    return `(row ->> ${index})::${type}`;
  });
  return `INSERT INTO ${quoted(name)} (${columns.map(quoted).join(', ')}) OVERRIDING SYSTEM VALUE
    SELECT ${values.join(', ')} FROM jsonb_array_elements(($1::text::jsonb) -> 'rows') AS row`;
}

/** Counters go on after the highest number that was restored. */
async function moveSequences(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ sequence: string; table: string; column: string }>(`
    SELECT s.oid::regclass::text AS sequence, t.relname AS table, a.attname AS column
    FROM pg_class s
    JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = s.oid AND d.deptype IN ('a', 'i')
    JOIN pg_class t ON t.oid = d.refobjid
    JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid
    WHERE s.relkind = 'S' AND t.relnamespace = current_schema()::regnamespace`);
  for (const { sequence, table, column } of rows)
    await client.query(
      `SELECT setval($1::regclass, highest) FROM (SELECT max(${quoted(column)}) AS highest FROM ${quoted(table)}) AS of
       WHERE highest IS NOT NULL`,
      [sequence],
    );
}
