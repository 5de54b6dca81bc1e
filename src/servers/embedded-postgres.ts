import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import pg from 'pg';
import { findPostgresBinaries } from './postgres-binaries.ts';
import { postgresUser, type RunAs } from './postgres-user.ts';
import { stopLeftover } from './leftovers.ts';
import { freePort } from './ports.ts';
import { spawnManaged, waitUntilReady, type ManagedProcess } from './processes.ts';
import { run, tail } from './run.ts';
import { silent, SetupError, type Progress } from './setup-error.ts';

export interface PostgresServer {
  /** Connection string of the database `throughline`. */
  url: string;
  port: number;
  pid: number;
  process: ManagedProcess;
  /** Creates an empty database and returns its connection string. */
  createDatabase(name: string): Promise<string>;
  dropDatabase(name: string): Promise<void>;
  /** Fast shutdown: open transactions are rolled back, all data is on disk. */
  stop(): Promise<void>;
}

export interface PostgresOptions {
  /** Made when missing; an existing one goes on where it was. */
  dataDir: string;
  /** A free one when not given. */
  port?: number;
  logFile?: string;
  progress?: Progress;
  /** For tests only: no fsync, no synchronous commit. A crash of the machine would lose the data. */
  unsafeButFast?: boolean;
  /** Created when missing. */
  database?: string;
  /** Further settings of the server (`shared_preload_libraries`...), by name. */
  settings?: Record<string, string | number>;
}

// Local only (it listens on the loopback interface); the data folder is readable by its owner alone.
const user = 'throughline';
const password = 'throughline';

/** Starts the embedded PostgreSQL. Throws SetupError when it cannot. */
export async function startPostgres(options: PostgresOptions): Promise<PostgresServer> {
  const { logFile, progress = silent, unsafeButFast = false, database = 'throughline' } = options;
  const dataDir = resolve(options.dataDir);
  const binaries = findPostgresBinaries();
  mkdirSync(dirname(dataDir), { recursive: true });
  const runAs = await postgresUser(dataDir, [binaries.postgres]);
  if (existsSync(join(dataDir, 'PG_VERSION'))) await clearLeftover(dataDir, progress);
  else await initialise(binaries.initdb, dataDir, runAs, unsafeButFast);

  const port = options.port ?? (await freePort());
  const [command = '', ...args] = [
    ...runAs.prefix,
    binaries.postgres,
    ...['-D', dataDir, '-p', String(port)],
    ...settings({ listen_addresses: '127.0.0.1', unix_socket_directories: '', max_connections: 200 }),
    ...settings(options.settings ?? {}),
    ...(unsafeButFast ? settings({ fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }) : []),
  ];
  const server = await spawnManaged({
    name: 'PostgreSQL',
    command,
    args,
    cwd: dataDir,
    stopSignal: 'SIGINT',
    ...(logFile === undefined ? {} : { logFile }),
    ...ids(runAs),
  });
  const urlOf = (name: string): string =>
    `postgresql://${user}:${password}@127.0.0.1:${port}/${encodeURIComponent(name)}`;
  const administer = async <T>(work: (client: pg.Client) => Promise<T>): Promise<T> => {
    const client = new pg.Client({ connectionString: urlOf('postgres') });
    client.on('error', () => {}); // the server's stop ends idle connections
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  };
  try {
    await waitUntilReady(server, () => administer(async () => true));
    const exists = await administer((client) =>
      client.query('select 1 from pg_database where datname = $1', [database]),
    );
    if (exists.rowCount === 0) await administer((client) => client.query(createStatement(database)));
  } catch (error) {
    await server.stop();
    throw error;
  }
  return {
    url: urlOf(database),
    port,
    pid: server.pid,
    process: server,
    createDatabase: async (name) => {
      await administer((client) => client.query(createStatement(name)));
      return urlOf(name);
    },
    dropDatabase: async (name) => {
      await administer((client) => client.query(`drop database ${pg.escapeIdentifier(name)} with (force)`));
    },
    stop: async () => {
      await server.stop({ graceMs: 20_000 });
    },
  };
}

const createStatement = (name: string): string => `create database ${pg.escapeIdentifier(name)}`;

const settings = (values: Record<string, string | number>): string[] =>
  Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);

const ids = ({ uid, gid }: RunAs): { uid?: number; gid?: number } => ({
  ...(uid === undefined ? {} : { uid }),
  ...(gid === undefined ? {} : { gid }),
});

/** Builds the cluster in a folder beside its place and moves it there, so that a half-made one is never started. */
async function initialise(initdb: string, dataDir: string, runAs: RunAs, fast: boolean): Promise<void> {
  const unfinished = `${dataDir}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  const uid = runAs.uid ?? numberIn(runAs.prefix, '--reuid=');
  const gid = runAs.gid ?? numberIn(runAs.prefix, '--regid=');
  if (uid !== undefined && gid !== undefined) chownSync(unfinished, uid, gid);
  const passwordFile = join(tmpdir(), `throughline-pg-${process.pid}-${performance.now()}`);
  // Not a secret (see above); initdb takes it from a file only, and reads it as the other user.
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o644 });
  const [command = '', ...args] = [
    ...runAs.prefix,
    initdb,
    ...['-D', unfinished, '-U', user, '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8'],
    // The built-in locale sorts alike on every operating system.
    ...['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    ...(fast ? ['--no-sync'] : []),
  ];
  const result = await run(command, args, { cwd: unfinished, ...ids(runAs) }).finally(() =>
    rmSync(passwordFile),
  );
  if (result.code !== 0)
    throw new SetupError(`PostgreSQL could not make its data folder ${dataDir}:\n${tail(result.output)}`);
  rmSync(dataDir, { recursive: true, force: true });
  renameSync(unfinished, dataDir);
}

const numberIn = (args: readonly string[], flag: string): number | undefined => {
  const found = args.find((arg) => arg.startsWith(flag));
  return found === undefined ? undefined : Number(found.slice(flag.length));
};

/**
 * A run that was killed leaves postmaster.pid, and perhaps the server. The server is stopped; a file whose pid now
 * belongs to some other program is removed, since PostgreSQL would take that program for itself and refuse to start.
 */
async function clearLeftover(dataDir: string, progress: Progress): Promise<void> {
  const pidFile = join(dataDir, 'postmaster.pid');
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
  if (Number.isInteger(pid) && pid > 1 && (await stopLeftover(pid, dataDir, 'SIGINT')))
    progress(`stopped a PostgreSQL that an earlier run left behind (process ${pid})`);
  rmSync(pidFile, { force: true });
}
