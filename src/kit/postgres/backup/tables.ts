import type { ClientBase } from 'pg';
import { BackupError } from './format.ts';

export type Table = {
  name: string;
  /** Those that are stored, not worked out by the database. */
  columns: { name: string; type: string }[];
  primaryKey: string[];
};

/** Prisma's own account of what was applied: it goes into the header by name, never as rows. */
const migrationsTable = '_prisma_migrations';

/**
 * What was put outside, by name: a database that was restored has none of it, and must never take another's for its own. Whatever
 * lies there is written into the backup with the rows that it belongs to.
 */
const outsideTable = 'attachment_object';
const left = `'${migrationsTable}', '${outsideTable}'`;

/** All tables of the schema that outlast a crash of the server, each after those it refers to. */
export async function tablesOf(client: ClientBase): Promise<Table[]> {
  const { rows } = await client.query<Table & { refersTo: string[] }>(`
    SELECT c.relname AS name,
      (SELECT json_agg(json_build_object('name', attname, 'type', format_type(atttypid, atttypmod)) ORDER BY attnum)
       FROM pg_attribute
       WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = '') AS columns,
      ARRAY(SELECT a.attname::text FROM pg_index i
            CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY AS k (attnum, place)
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum
            WHERE i.indrelid = c.oid AND i.indisprimary ORDER BY k.place) AS "primaryKey",
      ARRAY(SELECT DISTINCT f.relname::text FROM pg_constraint k JOIN pg_class f ON f.oid = k.confrelid
            WHERE k.conrelid = c.oid AND k.contype = 'f' AND k.confrelid <> c.oid AND f.relname NOT IN (${left})) AS "refersTo"
    FROM pg_class c
    WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND c.relname NOT IN (${left})
      AND c.relpersistence = 'p'
    ORDER BY c.relname`);
  const ordered: Table[] = [];
  const placed = new Set<string>();
  while (ordered.length < rows.length) {
    const next = rows.find(
      ({ name, refersTo }) => !placed.has(name) && refersTo.every((to) => placed.has(to)),
    );
    if (!next)
      throw new BackupError('Tables refer to each other in a circle: they cannot be put in an order.');
    const { refersTo: _, ...table } = next;
    ordered.push(table);
    placed.add(table.name);
  }
  return ordered;
}

/** Names of the migrations that were applied, in order. */
export async function migrationsOf(client: ClientBase): Promise<string[]> {
  const exists = await client.query('SELECT to_regclass($1) AS found', [migrationsTable]);
  if ((exists.rows[0] as { found: unknown }).found === null) return [];
  const { rows } = await client.query<{ name: string }>(
    `SELECT migration_name AS name FROM ${migrationsTable}
     WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name`,
  );
  return rows.map(({ name }) => name);
}
