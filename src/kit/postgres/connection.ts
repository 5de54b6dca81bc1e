import pg from 'pg';

/** A connection of its own, in UTC and without the limits of those that answer people. */
export async function withConnection<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({
    connectionString: url,
    options: '-c TimeZone=UTC -c statement_timeout=0 -c lock_timeout=30s',
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  });
  // A server that goes away also ends the query under way, which says so.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}
