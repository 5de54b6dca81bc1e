import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import pg from 'pg';
import { withConnection } from '../connection.ts';
import { BackupError, formatName, formatVersion, rowLine } from './format.ts';
import type { Footer, Header } from './format.ts';
import { migrationsOf, tablesOf } from './tables.ts';
import type { Table } from './tables.ts';

/** From a table that holds pieces of files, a megabyte each, as few as keep both processes small. */
const rowsAtATime = { usual: 500, ofFiles: 4 };

/**
 * About how long a line may be, in characters. Restoring hands a whole line to the database, which takes a quarter of a gigabyte of
 * JSON and not more; nor does a text of this process become longer than half of one.
 */
const longestLine = 8_000_000;

/** A row by its columns, as PostgreSQL writes them. */
type Row = Record<string, string | null>;

/** By table, what makes a row whole of which a piece lies outside; null: it is not there any more. */
export type Outside = Record<string, (row: Row) => Promise<Row | null>>;

type Contents = Omit<Header, 'tables'> & { tables: Table[] };

/**
 * Writes all rows of all tables as they are at one instant, while everything runs: nobody waits for it. Answers rows by
 * table. Rejects with BackupError, or with what the database or the stream threw.
 */
export async function writeBackup(
  databaseUrl: string,
  to: Writable,
  progress: (table: string, rows: number) => void = () => undefined,
  outside: Outside = {},
): Promise<{ takenAt: string; rows: Record<string, number> }> {
  return await withConnection(databaseUrl, async (client) => {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const header = await headerOf(client);
    const rows: Record<string, number> = {};
    await pipeline(Readable.from(lines(client, header, { rows, progress, outside })), createGzip(), to);
    await client.query('COMMIT');
    return { takenAt: header.takenAt, rows };
  });
}

async function headerOf(client: pg.Client): Promise<Contents> {
  const migrations = await migrationsOf(client);
  if (migrations.length === 0)
    throw new BackupError('The database has no tables of Throughline: there is nothing to keep.');
  const { rows } = await client.query<{ now: Date }>('SELECT now() AS now');
  const takenAt = (rows[0]?.now ?? new Date()).toISOString();
  return { format: formatName, formatVersion, takenAt, migrations, tables: await tablesOf(client) };
}

async function* lines(
  client: pg.Client,
  header: Contents,
  {
    rows,
    progress,
    outside,
  }: {
    rows: Record<string, number>;
    progress: (table: string, rows: number) => void;
    outside: Outside;
  },
): AsyncGenerator<string> {
  const hash = createHash('sha256');
  const line = (text: string): string => {
    hash.update(`${text}\n`);
    return `${text}\n`;
  };
  const tables = header.tables.map((table) => ({
    name: table.name,
    columns: table.columns.map(({ name }) => name),
  }));
  yield line(JSON.stringify({ ...header, tables } satisfies Header));
  for (const table of header.tables) {
    let count = 0;
    for await (const batch of shortened(made(batches(client, table), table, outside[table.name]))) {
      count += batch.length;
      yield line(rowLine(table.name, batch));
      progress(table.name, count);
    }
    rows[table.name] = count;
  }
  yield `${JSON.stringify({ end: true, rows, sha256: hash.digest('hex') } satisfies Footer)}\n`;
}

async function* made(
  all: AsyncIterable<string[]>,
  { columns }: Table,
  whole: Outside[string] | undefined,
): AsyncGenerator<string[]> {
  for await (const batch of all) {
    if (!whole) {
      yield batch;
      continue;
    }
    const rows: string[] = [];
    for (const text of batch) {
      const values = JSON.parse(text) as (string | null)[];
      const row = await whole(Object.fromEntries(columns.map(({ name }, at) => [name, values[at] ?? null])));
      if (row) rows.push(JSON.stringify(columns.map(({ name }) => row[name] ?? null)));
    }
    yield rows;
  }
}

/** The same rows in the same order, in as many pieces as their length asks for. */
async function* shortened(batches: AsyncIterable<string[]>): AsyncGenerator<string[]> {
  for await (const batch of batches) {
    let [from, length] = [0, 0];
    for (const [at, row] of batch.entries()) {
      if (at > from && length + row.length > longestLine) {
        yield batch.slice(from, at);
        [from, length] = [at, 0];
      }
      length += row.length;
    }
    yield batch.slice(from);
  }
}

/** In the order of the primary key: an event comes after the one before it, to which it refers. */
async function* batches(client: pg.Client, { name, columns, primaryKey }: Table): AsyncGenerator<string[]> {
  const list = (names: readonly string[]): string => names.map((one) => pg.escapeIdentifier(one)).join(', ');
  const order = primaryKey.length === 0 ? '' : `ORDER BY ${list(primaryKey)}`;
  const from = pg.escapeIdentifier(name);
  const texts = columns.map((column) => `${pg.escapeIdentifier(column.name)}::text`).join(', ');
  await client.query(
    `DECLARE rows NO SCROLL CURSOR FOR SELECT to_jsonb(ARRAY[${texts}])::text AS row FROM ${from} ${order}`,
  );
  const most = columns.some(({ type }) => type === 'bytea') ? rowsAtATime.ofFiles : rowsAtATime.usual;
  for (;;) {
    const { rows } = await client.query<{ row: string }>(`FETCH ${most} FROM rows`);
    if (rows.length > 0) yield rows.map(({ row }) => row);
    if (rows.length < most) break;
  }
  await client.query('CLOSE rows');
}
