import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { judging } from '../../src/features/notifications/postgres/judging.ts';
import { createPrisma, type Prisma } from '../../src/kit/postgres/client.ts';
import { createOutbox } from '../../src/kit/postgres/outbox.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let prisma: Prisma;
let sql: pg.Client;
beforeAll(async () => {
  database = await createTestDatabase();
  prisma = createPrisma(database.url);
  sql = new pg.Client({ connectionString: database.url });
  await sql.connect();
  await sql.query('CREATE EXTENSION IF NOT EXISTS pg_stat_statements');
});
afterAll(async () => {
  await sql?.end();
  await prisma?.$disconnect();
  await database?.drop();
});

const thisDatabase = '(SELECT oid FROM pg_database WHERE datname = current_database())';

/** Statements that a claim of up to five mails leads to, its BEGIN and COMMIT among them; and how many it took. */
async function claim(): Promise<[number, number]> {
  await sql.query(`SELECT pg_stat_statements_reset(0, ${thisDatabase}, 0)`);
  const taken = await createOutbox(prisma, judging).claim({
    ...{ channel: 'mail', now: null, limit: 5, leaseMs: 60_000 },
  });
  const { rows } = await sql.query<{ calls: number }>(
    `SELECT coalesce(sum(calls), 0)::int AS calls FROM pg_stat_statements
     WHERE dbid = ${thisDatabase} AND query NOT LIKE '%pg_stat_statements%'`,
  );
  return [taken.length, rows[0]?.calls ?? 0];
}

async function waiting(count: number): Promise<void> {
  const agencyId = randomUUID();
  for (let n = 0; n < count; n += 1) {
    const id = `${randomUUID()}/1/1`;
    await prisma.notification.create({
      data: {
        ...{ id, agencyId, enrollmentId: randomUUID(), kind: 'overdue', audience: 'coordinator' },
        ...{ staffId: randomUUID(), raisedAt: new Date(0) },
      },
    });
    await prisma.delivery.create({
      data: { id: `${id}/mail`, notificationId: id, channel: 'mail', notBefore: new Date(0) },
    });
  }
}

test('a claim costs the same few statements however many messages it takes, and one where nothing is due', async () => {
  expect(await claim()).toEqual([0, 1]);
  await waiting(1);
  const [, one] = await claim();
  await waiting(5);
  const [taken, five] = await claim();
  process.stdout.write(`a claim: ${one} statements for one message, ${five} for five\n`);
  expect(taken).toBe(5);
  expect(five).toBe(one);
  // A look, BEGIN, the claim, what they stand on, who covers, who works there, COMMIT.
  expect(five).toBe(7);
});
