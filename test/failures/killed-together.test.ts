import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { expect, onTestFinished, test, vi } from 'vitest';
import { seedAgency } from '../../prisma/seed/index.ts';
import { createPrisma } from '../../src/kit/postgres/client.ts';
import { enrollmentWorkflowId } from '../../src/contracts/ids.ts';
import { searchAttributeTypes } from '../../src/contracts/search-attributes.ts';
import { freePort } from '../../src/servers/ports.ts';
import { startTemporal } from '../../src/servers/temporal-server.ts';
import { startChild } from '../support/child.ts';
import { createTestDatabase } from '../support/database.ts';

/**
 * Worker, API and Temporal are killed together after a step was committed and before its workflow task ended. Nobody
 * asks again: the step is in the record, the workflow does not know of it. After the restart it must learn by itself.
 */
test('a step that only the record knows reaches its workflow after the restart, with nobody asking', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-killed-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const database = await createTestDatabase();
  onTestFinished(() => database.drop());
  const prisma = createPrisma(database.url);
  onTestFinished(() => prisma.$disconnect());
  const { tokens, staffIds } = await seedAgency(prisma, { now: Date.now() });
  const onDisk = {
    dbFile: join(folder, 'temporal.db'),
    grpcPort: await freePort(),
    searchAttributes: searchAttributeTypes,
  };

  const before = await startTemporal(onDisk);
  const apiPort = await freePort();
  const env = {
    DATABASE_URL: database.url,
    TEMPORAL_ADDRESS: before.address,
    TEMPORAL_NAMESPACE: before.namespace,
    THROUGHLINE_SEAL_KEY: randomBytes(32).toString('base64'),
    PUBLIC_URL: `http://127.0.0.1:${apiPort}`,
    PORT: String(apiPort),
    METRICS_PORT: '0',
    WORKER_HEALTH_PORT: '0',
    SMTP_URL: 'smtp://127.0.0.1:9',
    STALL_AT_COMMAND: 'the-step',
  };
  const stalling = startChild('test/support/stalling-worker.ts', env);
  onTestFinished(() => stalling.kill());
  const api = startChild('src/api/main.ts', env);
  onTestFinished(() => api.kill());
  await stalling.says('ready');
  await vi.waitFor(async () => expect((await fetch(`${env.PUBLIC_URL}/readyz`)).status).toBe(200), {
    timeout: 60_000,
    interval: 200,
  });

  const post = (path: string, body: unknown, key: string) =>
    fetch(`${env.PUBLIC_URL}/api/v1${path}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${tokens.supervisor}`,
        'content-type': 'application/json',
        'idempotency-key': key,
      },
      body: JSON.stringify(body),
    });
  const client = { reference: randomUUID(), givenName: 'Given', familyName: 'Family' };
  const started = await post(
    '/enrollments',
    { client, referral: { level: 'rsc-i', emergency: false } },
    randomUUID(),
  );
  expect(started.status).toBe(201);
  const { enrollmentId } = (await started.json()) as { enrollmentId: string };
  const unanswered = post(
    `/enrollments/${enrollmentId}/commands/assignCoordinator`,
    { coordinatorId: staffIds.coordinator },
    'the-step',
  ).catch(() => 'lost');

  await stalling.says('committed');
  const temporalGone = before.process.exited;
  process.kill(before.process.pid, 'SIGKILL');
  await Promise.all([stalling.kill(), api.kill(), temporalGone]);
  expect(await unanswered).toBe('lost');
  expect(await prisma.event.count({ where: { enrollmentId } })).toBe(2);

  const after = await startTemporal(onDisk);
  onTestFinished(() => after.stop());
  const connection = await Connection.connect({ address: after.address });
  onTestFinished(() => connection.close());
  const handle = new Client({ connection, namespace: after.namespace }).workflow.getHandle(
    enrollmentWorkflowId(enrollmentId),
  );
  const worker = startChild('src/worker/main.ts', env);
  onTestFinished(() => worker.kill());
  await vi.waitFor(async () => expect(await handle.query<number>('version')).toBe(2), {
    timeout: 100_000,
    interval: 500,
  });
  expect(await prisma.event.count({ where: { enrollmentId } })).toBe(2);
}, 180_000);
