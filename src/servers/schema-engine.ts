import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  ColumnTypeEnum,
  bindMigrationAwareSqlAdapterFactory,
  type SqlDriverAdapter,
} from '@prisma/driver-adapter-utils';
import type { SchemaEngine } from '@prisma/schema-engine-wasm';
import type * as Engine from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';

/**
 * Does `work` with Prisma's schema engine as WebAssembly, bound to a database. The `prisma migrate` commands need a
 * native engine that is downloaded at install; this one comes with npm and does the same work on the same tables.
 */
export async function withSchemaEngine<T>(
  databaseUrl: string,
  work: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  loaded ??= load();
  const { SchemaEngine } = await loaded;
  const pool = openPool(databaseUrl);
  const engine = await SchemaEngine.new(
    { datamodels: undefined },
    ignoreLog,
    bindMigrationAwareSqlAdapterFactory({
      provider: 'postgres',
      adapterName: '@prisma/adapter-pg',
      connect: () => connectTo(pool),
      connectToShadowDb: () => connectToShadow(databaseUrl, pool),
    }),
  );
  try {
    return await work(engine);
  } finally {
    engine.free();
    await pool.end();
  }
}

const ignoreLog = (): void => {};

function openPool(url: string): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  pool.on('error', () => {}); // an idle connection ended by a stopping server
  return pool;
}

async function connectTo(pool: pg.Pool): Promise<SqlDriverAdapter> {
  const adapter = await new PrismaPg(pool).connect();
  // Its own version cuts the script at every semicolon, also inside a function's body, and so runs half a migration
  // when one statement fails. Sent whole, PostgreSQL parses it itself and makes it one transaction.
  adapter.executeScript = async (script) => {
    await pool.query(script);
  };
  passCharColumns(pool, adapter);
  return adapter;
}

/** A database that exists while the engine replays the migrations to see where they lead. */
async function connectToShadow(databaseUrl: string, pool: pg.Pool): Promise<SqlDriverAdapter> {
  const name = `throughline_shadow_${crypto.randomUUID().replaceAll('-', '')}`;
  await pool.query(`create database ${name}`);
  const url = new URL(databaseUrl);
  url.pathname = `/${name}`;
  const shadow = openPool(url.href);
  const adapter = await connectTo(shadow);
  adapter.dispose = async () => {
    await shadow.end();
    await pool.query(`drop database ${name}`);
  };
  return adapter;
}

let loaded: Promise<typeof Engine> | undefined;

interface Wasm {
  instantiate(code: Uint8Array, imports: object): Promise<{ instance: { exports: WasmExports } }>;
}

interface WasmExports {
  __wbindgen_start(): void;
}

/** The package's own entry imports the .wasm as a module, which node does not do; so it is instantiated here. */
async function load(): Promise<typeof Engine> {
  const glue = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  const folder = dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm'));
  const code = await readFile(join(folder, 'schema_engine_bg.wasm'));
  // The global is typed in the DOM library only, and `__wbg_set_wasm` is how the entry file wires the module up.
  const { WebAssembly } = globalThis as unknown as { WebAssembly: Wasm };
  const { instance } = await WebAssembly.instantiate(code, { './schema_engine_bg.js': patient(glue) });
  (glue as unknown as { __wbg_set_wasm(exports: WasmExports): void }).__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  return glue;
}

/**
 * Waiting for the lock on migrations, the engine sets a time limit that it never takes back: without this, whoever has
 * migrated lives on for ten seconds more.
 */
function patient(glue: object): object {
  return Object.fromEntries(
    Object.entries(glue).map(([name, value]) =>
      name.startsWith('__wbg_setTimeout')
        ? [name, (work: () => void, ms: number) => setTimeout(work, ms >>> 0).unref()]
        : [name, value as unknown],
    ),
  );
}

const charOid = 18;
const textOid = 25;

/**
 * The engine reads PostgreSQL's catalogue, whose one-letter type "char" the adapter refuses. It is shown to the
 * adapter as text, and then named to the engine as what it is.
 */
function passCharColumns(pool: pg.Pool, adapter: SqlDriverAdapter): void {
  const charColumns = new WeakMap<unknown[], number[]>();
  const query = pool.query.bind(pool) as (config: unknown) => Promise<pg.QueryResult>;
  pool.query = (async (config: unknown) => {
    const result = await query(config);
    const found = [...(result.fields ?? []).entries()].filter(([, field]) => field.dataTypeID === charOid);
    for (const [, field] of found) field.dataTypeID = textOid;
    if (found.length > 0)
      charColumns.set(
        result.rows,
        found.map(([index]) => index),
      );
    return result;
  }) as typeof pool.query;
  const queryRaw = adapter.queryRaw.bind(adapter);
  adapter.queryRaw = async (config) => {
    const set = await queryRaw(config);
    for (const index of charColumns.get(set.rows) ?? []) set.columnTypes[index] = ColumnTypeEnum.Character;
    return set;
  };
}
