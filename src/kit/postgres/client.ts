import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient } from './generated/client.ts';

export type PrismaOptions = {
  /** Connections at most; 10 when left out. */
  max?: number;
  /** Milliseconds a statement may take; 2,000 when left out. */
  statementTimeoutMs?: number;
  /** Emits `query` events for each statement (tests count them). */
  logQueries?: boolean;
};

export type Prisma = ReturnType<typeof createPrisma>;

/** Of each client, the connections it runs on. */
const pools = new WeakMap<object, pg.Pool>();

/** A pool of connections. It connects at the first query; end it with `$disconnect()`, for good. */
export function createPrisma(url: string, options: PrismaOptions = {}) {
  const statementTimeoutMs = options.statementTimeoutMs ?? 2_000;
  const connectionTimeoutMillis = 2 * statementTimeoutMs;
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 10,
    // The adapter sends and reads timestamps without their zone: they are right in a session that is in UTC only.
    options: '-c TimeZone=UTC',
    // An append that was given up must not commit later behind the workflow's back.
    statement_timeout: statementTimeoutMs,
    idle_in_transaction_session_timeout: statementTimeoutMs,
    connectionTimeoutMillis,
    // The client's own patience, for a server that no longer says anything at all.
    query_timeout: statementTimeoutMs + 1_000,
    keepAlive: true,
  });
  // A connection that breaks while nobody uses it is replaced at the next query.
  pool.on('error', () => undefined);
  // Errors are told by their codes: messages may quote what was being stored.
  const prisma = new PrismaClient({
    adapter: new PrismaPg(pool),
    errorFormat: 'minimal',
    // A transaction waits for its connection as long as a single statement does.
    transactionOptions: { maxWait: connectionTimeoutMillis },
    log: options.logQueries ? [{ emit: 'event', level: 'query' }] : [],
  });
  const disconnect = prisma.$disconnect.bind(prisma);
  prisma.$disconnect = async () => {
    await disconnect();
    if (!pool.ending) await pool.end();
  };
  pools.set(prisma, pool);
  return prisma;
}

/**
 * Runs what every step runs: planned once a connection under its name, and past Prisma, which takes longer over such a
 * statement than PostgreSQL does. Throws what the driver throws.
 */
export async function runPrepared<Row extends pg.QueryResultRow>(
  prisma: PrismaClient,
  statement: { name: string; text: string },
  values: unknown[],
): Promise<Row[]> {
  const pool = pools.get(prisma);
  if (!pool) throw new TypeError('not a client of createPrisma');
  const { rows } = await pool.query<Row>({ ...statement, values });
  return rows;
}
