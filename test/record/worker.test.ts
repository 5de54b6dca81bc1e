import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createPrisma, type Prisma } from '../../src/kit/postgres/client.ts';
import { createRecordReader } from '../../src/kit/postgres/record-reader.ts';
import { createSeal } from '../../src/kit/seal.ts';
import { searchAttributeTypes } from '../../src/contracts/search-attributes.ts';
import { connectGateway } from '../../src/kit/temporal/connect.ts';
import type { TemporalGateway } from '../../src/kit/temporal/temporal-gateway.ts';
import { type Mailbox, startMailbox } from '../../src/servers/mailbox/index.ts';
import { registerSearchAttributes } from '../../src/servers/search-attributes.ts';
import { startWorker } from '../../src/worker/create-worker.ts';
import { quietRuntime } from '../../src/worker/time-skipping-rig.ts';
import { builtBundle, compiled } from '../support/built.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { policyFrom } from '../support/policies.ts';
import { type Person, sealKey, seedPerson } from './fixtures.ts';

const namespace = `worker-${randomUUID()}`;
const folder = mkdtempSync(join(tmpdir(), 'throughline-worker-'));
const policy = policyFrom();
let database: TestDatabase;
let prisma: Prisma;
let mailbox: Mailbox;
let gateway: TemporalGateway;
let person: Person;

beforeAll(async () => {
  quietRuntime();
  [database, mailbox] = await Promise.all([createTestDatabase(), startMailbox({ folder }), makeNamespace()]);
  prisma = createPrisma(database.url);
  person = await seedPerson(prisma);
  gateway = await connectGateway({
    address: inject('temporalAddress'),
    namespace,
    record: createRecordReader(prisma),
    secret: sealKey,
  });
});
afterAll(async () => {
  await gateway.close();
  await mailbox.stop();
  await prisma.$disconnect();
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

const settings = () => ({
  databaseUrl: database.url,
  temporalAddress: inject('temporalAddress'),
  temporalNamespace: namespace,
  sealKey,
  publicUrl: 'https://tl.example',
  smtpUrl: mailbox.smtpUrl,
  mailFrom: 'throughline@agency.example',
  webhook: null,
  healthPort: 0,
});

describe('the worker', () => {
  it('runs enrollments, keeps their record, sends their mail and says how it is', async () => {
    const lines: string[] = [];
    const logger = pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) });
    const worker = await startWorker({ ...settings(), bundle: builtBundle(), logger });
    const ask = (path: string) => fetch(`http://127.0.0.1:${worker.healthPort}${path}`);
    try {
      expect((await ask('/healthz')).status).toBe(200);
      await until(async () => (await ask('/readyz')).status === 200);

      const coordinatorId = randomUUID();
      const { agencyId, clientId } = person;
      const data = { id: coordinatorId, agencyId, name: 'Coordinator', role: 'coordinator', onCall: true };
      await prisma.staff.create({ data: { ...data, email: 'on-call@agency.example' } });
      const enrollmentId = randomUUID();
      const words = { screen: 'Words that only the record may hold' };
      const outcome = await gateway.enroll(enrollmentId, {
        ...{
          commandId: 'refer',
          clientId,
          level: 'rsc-i',
          emergency: true,
          needs: ['housing'],
          fingerprint: 'f',
        },
        by: { staffId: randomUUID(), role: 'intake', agencyId },
        origin: { type: 'referral' },
        onCallId: coordinatorId,
        policy,
        sealed: createSeal(sealKey).seal(words, { agencyId, enrollmentId, commandId: 'refer' }),
      });
      expect(outcome).toMatchObject({ status: 'accepted', receipt: { version: expect.any(Number) } });
      const event = await prisma.event.findFirstOrThrow({ where: { enrollmentId, seq: 1 } });
      expect(event.details).toEqual(words);

      await until(async () => mailbox.messages().length > 0);
      expect(JSON.stringify(mailbox.messages()[0])).toContain('on-call@agency.example');
      // An outbox with a webhook nobody set up: ops can see that it waits.
      await until(async () => (await (await ask('/metrics')).text()).includes('outcome="sent"'));
      const numbers = await (await ask('/metrics')).text();
      expect(numbers).toMatch(/throughline_outbox_messages\{channel="mail",state="failing"\} 0/);
      expect((await ask('/other')).status).toBe(404);
      expect(lines.join('')).not.toContain('Words that only');
    } finally {
      await worker.stop();
    }
    await expect(ask('/healthz')).rejects.toThrow();
  });

  it('starts without Temporal, says that it waits for it, and leaves nothing open', async () => {
    const worker = await startWorker({
      ...settings(),
      temporalAddress: '127.0.0.1:1',
      bundle: { codePath: '/nowhere.js' },
      logger: pino({ level: 'silent' }),
    });
    const ask = (path: string) => fetch(`http://127.0.0.1:${worker.healthPort}${path}`);
    expect((await ask('/healthz')).status).toBe(200);
    const ready = await ask('/readyz');
    expect([ready.status, await ready.text()]).toEqual([
      503,
      'not ready: the worker is not connected to Temporal\n',
    ]);
    await worker.stop();
    await worker.ended;
    await expect(ask('/healthz')).rejects.toThrow();
  });

  it('breaks down where waiting for Temporal would not help', async () => {
    const worker = await startWorker({
      ...settings(),
      bundle: { codePath: '/nowhere.js' },
      logger: pino({ level: 'silent' }),
    });
    await expect(worker.ended).rejects.toThrow('/nowhere.js');
    await worker.stop();
  });
});

describe('the worker process', () => {
  const run = (env: NodeJS.ProcessEnv) => {
    const child = spawn(process.execPath, [compiled('src/worker/main.ts')], {
      env: { ...env, PATH: process.env['PATH'] },
    });
    const heard = { out: '', err: '' };
    child.stdout.on('data', (bytes: Buffer) => (heard.out += bytes.toString()));
    child.stderr.on('data', (bytes: Buffer) => (heard.err += bytes.toString()));
    return { child, heard, ended: once(child, 'exit') as Promise<[number | null]> };
  };

  it('names every setting it misses and exits 2', async () => {
    const { heard, ended } = run({});
    expect((await ended)[0]).toBe(2);
    expect(heard.err).toContain('DATABASE_URL is not set');
    expect(heard.err).toContain('SMTP_URL is not set');
    expect(heard.err).not.toContain(' at ');
  });

  it('ends cleanly on SIGTERM', async () => {
    const { child, heard, ended } = run({
      DATABASE_URL: database.url,
      TEMPORAL_ADDRESS: inject('temporalAddress'),
      TEMPORAL_NAMESPACE: namespace,
      THROUGHLINE_SEAL_KEY: sealKey,
      SMTP_URL: mailbox.smtpUrl,
      WORKER_HEALTH_PORT: '0',
    });
    await until(async () => heard.out.includes('"running"') || child.exitCode !== null);
    child.kill('SIGTERM');
    expect([(await ended)[0], heard.err]).toEqual([0, '']);
    const messages = heard.out
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { msg: string }).msg);
    expect(messages).toEqual(['running', 'stopping']);
  });
});

/** A namespace of its own: other tests have workers on the same task queue. */
async function makeNamespace(): Promise<void> {
  const connection = await Connection.connect({ address: inject('temporalAddress') });
  try {
    await connection.workflowService.registerNamespace({
      namespace,
      workflowExecutionRetentionPeriod: { seconds: 86_400 as never },
    });
    // A new namespace is known everywhere only after a moment.
    await until(() =>
      registerSearchAttributes(connection, namespace, searchAttributeTypes).then(
        () => true,
        () => false,
      ),
    );
  } finally {
    await connection.close();
  }
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 50));
}
