import pg from 'pg';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
let db: TestDatabase;
beforeAll(async () => { db = await createTestDatabase(); });
afterAll(() => db.drop());
it('has tables', async () => {
  const c = new pg.Client({ connectionString: db.url }); await c.connect();
  const r = await c.query("select table_name from information_schema.tables where table_schema='public'");
  await c.end();
  console.log(r.rows.map((x) => x.table_name).join(' '), inject('temporalAddress'));
  expect(r.rowCount).toBeGreaterThan(3);
});
