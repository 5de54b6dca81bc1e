import { inventedName } from '../../prisma/seed/invented-name.ts';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { onTestFinished, vi } from 'vitest';
import { enclosuresFor, type Login, seedAgency } from '../../prisma/seed/index.ts';
import type { RequestDocument } from '../../src/engine/policy/request-documents.ts';
import { createPrisma } from '../../src/kit/postgres/client.ts';
import { startApi } from '../../src/api/main.ts';
import { searchAttributeTypes } from '../../src/contracts/search-attributes.ts';
import { startMailbox } from '../../src/servers/mailbox/index.ts';
import { freePort } from '../../src/servers/ports.ts';
import { startTemporal, type TemporalServer } from '../../src/servers/temporal-server.ts';
import { startWorker, type WorkerOptions } from '../../src/worker/create-worker.ts';
import { quietRuntime } from '../../src/worker/time-skipping-rig.ts';
import { builtBundle } from './built.ts';
import { letLook } from './api-rig.ts';
import { type Child, startChild } from './child.ts';
import { createTestDatabase } from './database.ts';
import { agencyDay } from './agency-days.ts';

export type Answer = { status: number; headers: Headers; body: Record<string, unknown>; ms: number };

type Sent = { headers?: Record<string, string>; body?: string | Uint8Array<ArrayBuffer> };

const webhookSecret = 'whsec_dGhlIHBhZ2VyIG9mIGEgdGVzdA==';

/**
 * Database, mailbox and people of a test, a Temporal that keeps its state on disk and can be killed and started again,
 * and API and worker to be started when the test wants them. All is stopped when the test ends. With a namespace, of a
 * Temporal that runs already.
 */
export async function realSystem(databaseUrl?: string, running?: { address: string; namespace: string }) {
  quietRuntime();
  const folder = mkdtempSync(join(tmpdir(), 'throughline-real-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  if (databaseUrl === undefined) {
    const database = await createTestDatabase();
    onTestFinished(() => database.drop());
    databaseUrl = database.url;
  }
  const prisma = createPrisma(databaseUrl);
  onTestFinished(() => prisma.$disconnect());
  const agency = await seedAgency(prisma, { now: Date.now() });
  const mailbox = await startMailbox({ folder: join(folder, 'mail'), webhookSecret });
  onTestFinished(() => mailbox.stop());

  const dbFile = join(folder, 'temporal.db');
  const temporalPort = running ? 0 : await freePort();
  const temporalAddress = running?.address ?? `127.0.0.1:${temporalPort}`;
  const sealKey = randomBytes(32).toString('base64');
  const logger = pino({ level: 'silent' });
  const shared = {
    databaseUrl,
    temporalAddress,
    temporalNamespace: running?.namespace ?? 'default',
    sealKey,
  };
  const bundle = builtBundle();
  let apiUrl = '';
  let apiPort: number | undefined;
  let metricsPort: number | undefined;
  let temporal: TemporalServer | undefined;
  // Last: who is still there when it goes waits for it a while.
  onTestFinished(async () => {
    await temporal?.stop();
  });

  async function ask(login: Login, method: 'GET' | 'POST', path: string, more: Sent = {}) {
    const started = performance.now();
    const reply = await fetch(`${apiUrl}${path}`, {
      method,
      ...more,
      headers: { authorization: `Bearer ${agency.tokens[login]}`, ...more.headers },
    });
    const body = (await reply.json()) as Record<string, unknown>;
    return { status: reply.status, headers: reply.headers, body, ms: performance.now() - started };
  }

  const system = {
    prisma,
    agency,
    mailbox,
    temporalAddress,
    databaseUrl,
    sealKey,
    /** Where Temporal and the mailbox keep what they have. */
    files: { temporal: dbFile, temporalLog: join(folder, 'temporal.log'), mail: join(folder, 'mail') },
    /** Of the API, once it is started. */
    get url() {
      return apiUrl;
    },
    bundle,
    async startTemporal(): Promise<void> {
      temporal = await startTemporal({
        dbFile,
        grpcPort: temporalPort,
        searchAttributes: searchAttributeTypes,
        logFile: join(folder, 'temporal.log'),
      });
    },
    /** SIGKILL, and gone. */
    async killTemporal(): Promise<void> {
      if (!temporal) return;
      process.kill(temporal.process.pid, 'SIGKILL');
      await temporal.process.exited;
    },
    async startApi(): Promise<void> {
      const api = await startApi({ ...shared, port: 0, logger });
      onTestFinished(() => api.close());
      apiUrl = api.url;
    },
    /** An API of its own process, to be killed; started again, it is reached at the same address. */
    async spawnApi(env: Record<string, string> = {}): Promise<Child> {
      const child = startChild('src/api/main.ts', {
        DATABASE_URL: shared.databaseUrl,
        TEMPORAL_ADDRESS: temporalAddress,
        TEMPORAL_NAMESPACE: shared.temporalNamespace,
        THROUGHLINE_SEAL_KEY: sealKey,
        PORT: String((apiPort ??= await freePort())),
        METRICS_PORT: String((metricsPort ??= await freePort())),
        ...env,
      });
      onTestFinished(() => child.kill());
      apiUrl = `http://127.0.0.1:${apiPort}`;
      await child.says('listening');
      return child;
    },
    /** What operators read of the API. */
    metricsOfApi: async () => await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text(),
    /** What the API's process has of the machine's memory, in bytes, by what it says itself. */
    async memoryOfApi(): Promise<number> {
      const said = await system.metricsOfApi();
      return Number(/^process_resident_memory_bytes (\S+)$/m.exec(said)?.[1]);
    },
    async startWorker(more: Partial<WorkerOptions> = {}): Promise<{ health: string; stop(): Promise<void> }> {
      const worker = await startWorker({
        ...shared,
        ...{ publicUrl: 'https://tl.example', smtpUrl: mailbox.smtpUrl, mailFrom: 'tl@agency.example' },
        webhook:
          mailbox.pagerUrl === undefined
            ? null
            : { url: mailbox.pagerUrl, secret: webhookSecret, agencyId: agency.agencyId },
        ...{ healthPort: 0, bundle, logger },
        ...more,
      });
      let stopped: Promise<void> | undefined;
      const stop = () => (stopped ??= worker.stop());
      onTestFinished(stop);
      return { health: `http://127.0.0.1:${worker.healthPort}`, stop };
    },
    /** A worker of its own process, to be killed. */
    spawnWorker(env: Record<string, string> = {}): Child {
      const child = startChild('src/worker/main.ts', {
        DATABASE_URL: shared.databaseUrl,
        TEMPORAL_ADDRESS: temporalAddress,
        TEMPORAL_NAMESPACE: shared.temporalNamespace,
        THROUGHLINE_SEAL_KEY: sealKey,
        SMTP_URL: mailbox.smtpUrl,
        ...(mailbox.pagerUrl === undefined
          ? {}
          : {
              THROUGHLINE_WEBHOOK_URL: mailbox.pagerUrl,
              THROUGHLINE_WEBHOOK_SECRET: webhookSecret,
              THROUGHLINE_WEBHOOK_AGENCY: agency.agencyId,
            }),
        WORKER_HEALTH_PORT: '0',
        ...env,
      });
      onTestFinished(() => child.kill());
      return child;
    },
    ask,
    get: (login: Login, path: string) => ask(login, 'GET', `/api/v1${path}`),
    post: (login: Login, path: string, body: object, key: string = randomUUID(), more = {}) =>
      ask(login, 'POST', `/api/v1${path}`, {
        headers: { 'content-type': 'application/json', 'idempotency-key': key, ...more },
        body: JSON.stringify(body),
      }),
    /** What a request encloses, put into the client's record where it is not there yet. */
    enclosing: (
      id: string,
      documents: readonly RequestDocument[] = ['sccp', 'placement-criteria'],
      login: Login = 'coordinator',
    ) =>
      enclosuresFor(
        async (path, body) => {
          const isBytes = Buffer.isBuffer(body);
          const answer = await ask(login, body ? 'POST' : 'GET', `/api/v1${path}`, {
            headers: {
              'content-type': isBytes ? 'application/octet-stream' : 'application/json',
              ...(body ? { 'idempotency-key': randomUUID() } : {}),
            },
            ...(body ? { body: isBytes ? new Uint8Array(body) : JSON.stringify(body) } : {}),
          });
          if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
          return answer.body;
        },
        id,
        documents,
        agencyDay(-1),
      ),
    refer: async (key: string = randomUUID(), more: object = {}) => {
      const referred = await system.post(
        'supervisor',
        '/enrollments',
        {
          client: clientOf(key),
          referral: { level: 'rsc-i', emergency: false, ...more },
        },
        key,
      );
      // The people of the test work with every client; a database that is away says so itself.
      const { coordinator, coordinator2, coordinator3, intake } = agency.staffIds;
      const id = referred.body['enrollmentId'];
      if (typeof id === 'string')
        await letLook(prisma, agency.agencyId, [coordinator, coordinator2, coordinator3, intake], id).catch(
          () => undefined,
        );
      return referred;
    },
    command: (login: Login, enrollmentId: string, type: string, body: object = {}, key?: string) =>
      system.post(login, `/enrollments/${enrollmentId}/commands/${type}`, body, key),
    /** Tries until a first request gets through: API, Temporal and worker have found each other. */
    async whole(): Promise<void> {
      const path = '/readyz';
      await eventually(async () => (await ask('ops', 'GET', path)).body['status'] === 'ready');
    },
    waiting: () => prisma.pendingStep.count({ where: { state: 'waiting' } }),
  };
  return system;
}

/** Waits until it holds; the test's own time limit is the only one. */
export async function eventually(holds: () => Promise<boolean>, everyMs = 100): Promise<void> {
  await vi.waitUntil(async () => await holds().catch(() => false), { timeout: 120_000, interval: everyMs });
}

/** Named so that nobody looks like anybody else among hundreds, with words that are to be found in no log and no mail. */
function clientOf(key: string): { reference: string; givenName: string; familyName: string } {
  const { givenName, familyName } = inventedName(key);
  return {
    reference: `C-${key}`,
    givenName: `Ottilie ${givenName}`,
    familyName: `Brandywine ${familyName}`,
  };
}
