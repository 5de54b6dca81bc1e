import { Connection } from '@temporalio/client';
import pg from 'pg';
import { registerSearchAttributes, type SearchAttributeTypes } from './search-attributes.ts';
import { messageOf, SetupError } from './setup-error.ts';
import { answers } from './temporal-server.ts';

/** Throws SetupError unless a PostgreSQL answers there within five seconds. Returns its version. */
export async function checkDatabase(url: string): Promise<string> {
  try {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
    await client.connect();
    try {
      const { rows } = await client.query<{ server_version: string }>('show server_version');
      return rows[0]?.server_version ?? 'unknown';
    } finally {
      await client.end();
    }
  } catch (error) {
    throw new SetupError(`The PostgreSQL that DATABASE_URL names does not answer: ${messageOf(error)}`);
  }
}

/** Throws SetupError unless a Temporal answers there; registers the search attributes it lacks. */
export async function prepareTemporal(
  address: string,
  namespace: string,
  types: SearchAttributeTypes,
): Promise<void> {
  try {
    await answers(address, namespace);
    const connection = await Connection.connect({ address });
    try {
      await registerSearchAttributes(connection, namespace, types);
    } finally {
      await connection.close();
    }
  } catch (error) {
    throw new SetupError(
      `The Temporal server that TEMPORAL_ADDRESS names (${address}, namespace ${namespace}) cannot be used: ${messageOf(error)}`,
    );
  }
}
