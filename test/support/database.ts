import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';

export interface TestDatabase {
  url: string;
  /** Ends whoever is still connected. */
  drop(): Promise<void>;
}

async function administer(statement: string): Promise<void> {
  const url = new URL(inject('templateDatabaseUrl'));
  url.pathname = '/postgres';
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** A migrated, empty database of the caller's own: create it in `beforeAll`, drop it in `afterAll`. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const url = new URL(inject('templateDatabaseUrl'));
  return await createFrom(decodeURIComponent(url.pathname.slice(1)));
}

/** A database without tables. */
export const createBareDatabase = (): Promise<TestDatabase> => createFrom('template0');

async function createFrom(templateName: string): Promise<TestDatabase> {
  const url = new URL(inject('templateDatabaseUrl'));
  const template = pg.escapeIdentifier(templateName);
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await administer(`create database ${pg.escapeIdentifier(name)} template ${template}`);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    drop: () => administer(`drop database if exists ${pg.escapeIdentifier(name)} with (force)`),
  };
}
