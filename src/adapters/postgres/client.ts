import { PrismaPg } from '@prisma/adapter-pg';
import { appendSql } from './append-statement.ts';
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

/** A pool of connections. It connects at the first query; end it with `$disconnect()`. */
export function createPrisma(url: string, options: PrismaOptions = {}) {
  const statementTimeoutMs = options.statementTimeoutMs ?? 2_000;
  const adapter = new PrismaPg(
    {
      connectionString: url,
      max: options.max ?? 10,
      // The adapter sends and reads timestamps without their zone: they are right in a session that is in UTC only.
      options: '-c TimeZone=UTC',
      // An append that was given up must not commit later behind the workflow's back.
      statement_timeout: statementTimeoutMs,
      idle_in_transaction_session_timeout: statementTimeoutMs,
      connectionTimeoutMillis: 2 * statementTimeoutMs,
      // The client's own patience, for a server that no longer says anything at all.
      query_timeout: statementTimeoutMs + 1_000,
      keepAlive: true,
    },
    {
      // The one long statement of the hot path is planned once a connection.
      statementNameGenerator: ({ sql }) => (sql === appendSql ? 'append' : ''),
    },
  );
  // Errors are told by their codes: messages may quote what was being stored.
  return new PrismaClient({
    adapter,
    errorFormat: 'minimal',
    log: options.logQueries ? [{ emit: 'event', level: 'query' }] : [],
  });
}
