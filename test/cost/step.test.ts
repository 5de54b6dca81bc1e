import { randomBytes } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import pg from 'pg';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { seedAgency, type SeededAgency } from '../../prisma/seed/index.ts';
import { createPrisma } from '../../src/adapters/postgres/client.ts';
import { startApi, type RunningApi } from '../../src/api/main.ts';
import { enrollmentWorkflowId } from '../../src/contracts/ids.ts';
import { searchAttributeTypes } from '../../src/contracts/search-attributes.ts';
import { startTemporal, type TemporalServer } from '../../src/servers/temporal-server.ts';
import { type RunningWorker, startWorker } from '../../src/worker/create-worker.ts';
import { workflowBundle } from '../../src/worker/workflow-bundle.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let temporal: TemporalServer;
let worker: RunningWorker;
let api: RunningApi;
let agency: SeededAgency;
let client: Client;
let connection: Connection;
let sql: pg.Client;
let clients = 0;

beforeAll(async () => {
  [database, temporal] = await Promise.all([
    createTestDatabase(),
    startTemporal({ searchAttributes: searchAttributeTypes }),
  ]);
  const prisma = createPrisma(database.url);
  agency = await seedAgency(prisma, { now: Date.now() });
  await prisma.$disconnect();
  const shared = {
    databaseUrl: database.url,
    temporalAddress: temporal.address,
    temporalNamespace: temporal.namespace,
    sealKey: randomBytes(32).toString('base64'),
    publicUrl: 'http://localhost',
    logger: pino({ level: 'silent' }),
  };
  const mail = { smtpUrl: 'smtp://127.0.0.1:9', mailFrom: 'throughline@localhost.localdomain', webhook: null };
  worker = await startWorker({ ...shared, ...mail, healthPort: 0, bundle: await workflowBundle() });
  api = await startApi({ ...shared, port: 0 });
  connection = await Connection.connect({ address: temporal.address });
  client = new Client({ connection, namespace: temporal.namespace });
  sql = new pg.Client({ connectionString: database.url });
  await sql.connect();
  await sql.query('CREATE EXTENSION IF NOT EXISTS pg_stat_statements');
});
afterAll(async () => {
  await sql?.end();
  await api?.close();
  await worker?.stop();
  await connection?.close();
  await temporal?.stop();
  await database?.drop();
});

async function post(path: string, body: object): Promise<Record<string, unknown>> {
  const reply = await fetch(`${api.url}/api/v1${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${agency.tokens.supervisor}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const answer = (await reply.json()) as Record<string, unknown>;
  expect([reply.status, answer]).toEqual([expect.toBeOneOf([200, 201]), answer]);
  return answer;
}

async function enroll(): Promise<string> {
  clients += 1;
  const person = { reference: `C-${clients}`, givenName: 'Given', familyName: 'Family' };
  const referral = { level: 'rsc-i', emergency: false };
  return String((await post('/enrollments', { client: person, referral }))['enrollmentId']);
}

async function eventTypes(enrollmentId: string): Promise<string[]> {
  const { events = [] } = await client.workflow.getHandle(enrollmentWorkflowId(enrollmentId)).fetchHistory();
  return (events ?? []).map(({ eventType }) => String(eventType));
}

test('probe', async () => {
  const id = await enroll();
  const say = async (label: string, go: () => Promise<unknown>) => {
    const before = (await eventTypes(id)).length;
    await sql.query('SELECT pg_stat_statements_reset(0, (SELECT oid FROM pg_database WHERE datname = current_database()), 0)');
    await go();
    const { rows } = await sql.query<{ query: string; calls: string }>(
      `SELECT query, calls FROM pg_stat_statements WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    );
    const after = await client.workflow.getHandle(enrollmentWorkflowId(id)).fetchHistory();
    console.log(label, (after.events ?? []).slice(before).map((e) => String(e.eventType)).join(' '));
    for (const row of rows) console.log('   ', row.calls, row.query.slice(0, 140).replaceAll('\n', ' '));
  };
  await say('assign', () => post(`/enrollments/${id}/commands/assignCoordinator`, { coordinatorId: agency.staffIds.coordinator }));
  await say('contact', () => post(`/enrollments/${id}/commands/logContact`, { with: 'client', mode: 'face-to-face', outcome: 'reached' }));
  await say('attempt', () => post(`/enrollments/${id}/commands/logContact`, { with: 'client', mode: 'phone', outcome: 'attempted' }));
  await say('rst', () => post(`/enrollments/${id}/commands/formRst`, {}));
});
