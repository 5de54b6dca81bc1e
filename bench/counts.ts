import pg from 'pg';

type Calls = ReadonlyMap<string, number>;

/** What both servers have done so far. */
export type Counts = {
  at: number;
  /** Calls by statement, of our database and of the engine's. */
  ours: Calls;
  engine: Calls;
  /** Our statements by the name they have in `ours`; without values. */
  texts: ReadonlyMap<string, string>;
  /** Transactions that wrote anything: only those take an id. */
  writers: number;
  walBytes: number;
  /** Temporal's own counts of what it asked of its store, by operation, in our namespace. */
  persistence: Calls;
  visibility: Calls;
};

export type Counter = {
  read(): Promise<Counts>;
  /** PostgreSQL tidies up on its own account, in transactions that would be taken for ours. */
  tidying(allowed: boolean): Promise<void>;
  close(): Promise<void>;
};

export type CounterOptions = {
  adminUrl: string;
  /** Databases of the engine on the same server. */
  engineDatabases: readonly string[];
  metricsUrl: string;
  namespace: string;
};

export async function createCounter(options: CounterOptions): Promise<Counter> {
  const client = new pg.Client({ connectionString: options.adminUrl });
  await client.connect();
  const textsOf = async (): Promise<ReadonlyMap<string, string>> => {
    const { rows } = await client.query<{ id: string; query: string }>(
      `select s.queryid::text as id, max(s.query) as query
       from pg_stat_statements s join pg_database d on d.oid = s.dbid where d.datname = 'throughline' group by 1`,
    );
    return new Map(rows.map(({ id, query }) => [id, query]));
  };
  const callsOf = async (databases: readonly string[]): Promise<Calls> => {
    const { rows } = await client.query<{ id: string; calls: string }>(
      `select s.queryid::text as id, sum(s.calls)::text as calls
       from pg_stat_statements s join pg_database d on d.oid = s.dbid where d.datname = any($1) group by 1`,
      [databases],
    );
    return new Map(rows.map(({ id, calls }) => [id, Number(calls)]));
  };
  return {
    async read() {
      const { rows } = await client.query<{ writers: string; wal: string }>(
        `select pg_snapshot_xmax(pg_current_snapshot())::text as writers,
                pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::text as wal`,
      );
      const metrics = await (await fetch(options.metricsUrl)).text();
      return {
        at: performance.now(),
        ours: await callsOf(['throughline']),
        engine: await callsOf(options.engineDatabases),
        texts: await textsOf(),
        writers: Number(rows[0]?.writers),
        walBytes: Number(rows[0]?.wal),
        persistence: byOperation(metrics, 'persistence_requests', options.namespace),
        visibility: byOperation(metrics, 'visibility_persistence_requests'),
      };
    },
    async tidying(allowed) {
      await client.query(`alter system set autovacuum = ${allowed ? 'on' : 'off'}`);
      await client.query('select pg_reload_conf()');
    },
    close: () => client.end(),
  };
}

/** The samples of a counter in Prometheus text, summed by their `operation`. */
export function byOperation(text: string, metric: string, namespace?: string): Calls {
  const sums = new Map<string, number>();
  for (const line of text.split('\n')) {
    if (!line.startsWith(`${metric}{`)) continue;
    const operation = /operation="([^"]*)"/.exec(line)?.[1];
    if (operation === undefined) continue;
    if (namespace !== undefined && !line.includes(`namespace="${namespace}"`)) continue;
    sums.set(operation, (sums.get(operation) ?? 0) + Number(line.slice(line.lastIndexOf(' '))));
  }
  return sums;
}

/**
 * What happened between two readings, less what an idle system does in as much time. Statement by statement, so that
 * the polling of senders and sweep is taken out and nothing else.
 */
export function between(before: Counts, after: Counts, idle: Idle) {
  const seconds = (after.at - before.at) / 1_000;
  const less = (key: 'ours' | 'engine' | 'persistence' | 'visibility'): Map<string, number> =>
    new Map(
      [...after[key]].map(([name, calls]) => [
        name,
        Math.max(0, calls - (before[key].get(name) ?? 0) - (idle[key].get(name) ?? 0) * seconds),
      ]),
    );
  return {
    ours: less('ours'),
    texts: after.texts,
    engine: less('engine'),
    persistence: less('persistence'),
    visibility: less('visibility'),
    writers: Math.max(0, after.writers - before.writers - idle.writers * seconds),
    walBytes: Math.max(0, after.walBytes - before.walBytes - idle.walBytes * seconds),
  };
}

/** Rates a second. */
export type Idle = Omit<Counts, 'at' | 'texts'>;

export function idleRates(before: Counts, after: Counts): Idle {
  const seconds = (after.at - before.at) / 1_000;
  const rates = (key: 'ours' | 'engine' | 'persistence' | 'visibility'): Calls =>
    new Map([...after[key]].map(([name, calls]) => [name, (calls - (before[key].get(name) ?? 0)) / seconds]));
  return {
    ours: rates('ours'),
    engine: rates('engine'),
    persistence: rates('persistence'),
    visibility: rates('visibility'),
    writers: (after.writers - before.writers) / seconds,
    walBytes: (after.walBytes - before.walBytes) / seconds,
  };
}

export const total = (calls: Calls): number => [...calls.values()].reduce((sum, count) => sum + count, 0);

/** Writes of executions: each is one transaction of Temporal's store. */
const commits = new Set([
  'CreateWorkflowExecution',
  'UpdateWorkflowExecution',
  'ConflictResolveWorkflowExecution',
  'SetWorkflowExecution',
]);

export const commitsIn = (persistence: Calls): number =>
  total(new Map([...persistence].filter(([name]) => commits.has(name))));

export type Done = ReturnType<typeof between>;

/** Statements beside the path of a step: noting what workflows have, and sending what goes out. */
const beside = {
  confirmation: /^\s*UPDATE\b.*\bconfirmed_version = /is,
  // Claiming is one transaction, noting that it was sent another.
  sent: /^\s*UPDATE (?:"public"\.)?"?delivery"? SET .*\bsent_at\b/is,
  dispatch: /^\s*(?:UPDATE|SELECT)\b.*\bdelivery\b/is,
};

/** What our database did on the path of the requests, and what beside it because of them. */
export function splitOurs({ ours, texts, writers }: Done) {
  const split = { path: 0, beside: 0, writersBeside: 0, statements: [] as [string, number][] };
  for (const [id, calls] of ours) {
    const text = texts.get(id) ?? '';
    if (calls > 0) split.statements.push([text, calls]);
    const confirms = beside.confirmation.test(text);
    if (confirms || beside.dispatch.test(text)) split.beside += calls;
    else split.path += calls;
    if (confirms) split.writersBeside += calls;
    else if (beside.sent.test(text)) split.writersBeside += 2 * calls;
  }
  return { ...split, writersOnPath: Math.max(0, writers - split.writersBeside) };
}
