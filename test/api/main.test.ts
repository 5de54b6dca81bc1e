import { randomBytes } from 'node:crypto';
import { createServer } from 'node:net';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { seedAgency } from '../../prisma/seed/index.ts';
import { createPrisma } from '../../src/kit/postgres/client.ts';
import { type ApiConfig, startApi } from '../../src/api/main.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let token = '';
beforeAll(async () => {
  database = await createTestDatabase();
  const prisma = createPrisma(database.url);
  token = (await seedAgency(prisma, { now: Date.now() })).tokens.supervisor;
  await prisma.$disconnect();
});
afterAll(() => database?.drop());

function config(): ApiConfig {
  return {
    databaseUrl: database.url,
    temporalAddress: inject('temporalAddress'),
    temporalNamespace: inject('temporalNamespace'),
    port: 0,
    sealKey: randomBytes(32).toString('base64'),
    logger: pino({ level: 'silent' }),
  };
}

it('serves from real servers, and lets go of all of them', async () => {
  const api = await startApi(config());
  const ready = await fetch(`${api.url}/readyz`);
  expect([ready.status, await ready.json()]).toEqual([
    200,
    { status: 'ready', checks: { postgres: 'ok', temporal: 'ok' } },
  ]);
  const list = await fetch(`${api.url}/api/v1/enrollments`, {
    headers: { authorization: `Bearer ${token}` },
  });
  expect(await list.json()).toEqual({ items: [], nextCursor: null });
  await api.close();
  await expect(fetch(`${api.url}/healthz`)).rejects.toThrow();
});

it('says 503, not 500, when the database is gone, and lives on', async () => {
  const own = await createTestDatabase();
  const api = await startApi({ ...config(), databaseUrl: own.url });
  await own.drop();
  const list = await fetch(`${api.url}/api/v1/enrollments`, {
    headers: { authorization: `Bearer ${token}` },
  });
  expect([list.status, await list.json()]).toEqual([503, expect.objectContaining({ code: 'unavailable' })]);
  const ready = await fetch(`${api.url}/readyz`);
  expect([ready.status, await ready.json()]).toEqual([
    503,
    expect.objectContaining({ checks: { postgres: 'unreachable', temporal: 'ok' } }),
  ]);
  expect((await fetch(`${api.url}/healthz`)).status).toBe(200);
  await api.close();
});

it('rejects when its port is taken', async () => {
  const other = createServer();
  const port = await new Promise<number>((resolve) => {
    other.listen(0, () => resolve((other.address() as { port: number }).port));
  });
  await expect(startApi({ ...config(), port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  other.close();
});
