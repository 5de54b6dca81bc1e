import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { type Logger, pino } from 'pino';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { ConfigError, readApiConfig } from '../adapters/config.ts';
import { createPrisma } from '../adapters/postgres/client.ts';
import { createDocumentStore } from '../adapters/postgres/documents/store.ts';
import { createCaseloadStore } from '../adapters/postgres/caseload/store.ts';
import { createAccessStore } from '../adapters/postgres/access/store.ts';
import { createOnCallStore } from '../adapters/postgres/on-call/store.ts';
import { createFundStore } from '../adapters/postgres/fund/store.ts';
import { createAbsenceStore } from '../adapters/postgres/absence/store.ts';
import { createReassignmentStore } from '../adapters/postgres/moves/store.ts';
import { createStaffStore } from '../adapters/postgres/staff/store.ts';
import { createTransferStore } from '../adapters/postgres/transfers/store.ts';
import { createReads, createWrites, guarded } from '../adapters/postgres/reads/index.ts';
import { createPendingStore } from '../adapters/postgres/pending-store.ts';
import { createRecordReader } from '../adapters/postgres/record-reader.ts';
import { createSeal } from '../adapters/seal.ts';
import { openGateway } from '../gateway/connect.ts';
import { createIntake } from '../gateway/intake.ts';
import { createApp } from './app.ts';

export type ApiConfig = {
  databaseUrl: string;
  temporalAddress: string;
  temporalNamespace: string;
  /** 0 for a free one. */
  port: number;
  /** 32 bytes as base64; the worker has the same. */
  sealKey: string;
  /** Where callers reach the API; its own address when left out. */
  publicUrl?: string | undefined;
  logger: Logger;
};

export type RunningApi = { url: string; port: number; close(): Promise<void> };

/** Requests under way get this long to end once the API is told to stop. */
const graceMs = 20_000;

/** Listens, and answers once requests are taken; connects when it has to. Rejects when the port cannot be had. */
export async function startApi(config: ApiConfig): Promise<RunningApi> {
  const prisma = createPrisma(config.databaseUrl);
  const record = guarded(createRecordReader(prisma));
  const gateway = openGateway({
    address: config.temporalAddress,
    namespace: config.temporalNamespace,
    record,
  });
  const register = new Registry();
  collectDefaultMetrics({ register });

  const server = createServer();
  try {
    server.listen(config.port);
    await once(server, 'listening');
  } catch (error) {
    await Promise.all([gateway.close(), prisma.$disconnect()]);
    throw error;
  }
  const { port } = server.address() as AddressInfo;
  const url = `http://localhost:${port}`;
  const app = createApp({
    gateway,
    intake: createIntake({ store: guarded(createPendingStore(prisma)), record }),
    reads: createReads(prisma),
    writes: createWrites(prisma),
    documents: createDocumentStore(prisma),
    fund: createFundStore(prisma),
    caseloads: createCaseloadStore(prisma),
    onCall: createOnCallStore(prisma),
    access: createAccessStore(prisma),
    staff: createStaffStore(prisma),
    reassignments: createReassignmentStore(prisma),
    transfers: createTransferStore(prisma),
    absences: createAbsenceStore(prisma),
    seal: createSeal(config.sealKey),
    clock: { now: () => Date.now() },
    logger: config.logger,
    register,
    secret: config.sealKey,
    publicUrl: config.publicUrl ?? url,
  });
  server.on('request', app);

  return {
    url,
    port,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeIdleConnections();
      const impatience = setTimeout(() => server.closeAllConnections(), graceMs);
      await closed;
      clearTimeout(impatience);
      await gateway.close();
      await prisma.$disconnect();
    },
  };
}

async function main(): Promise<void> {
  const { logLevel, ...config } = readApiConfig(process.env);
  const logger = pino({ level: logLevel, base: { service: 'api' } });
  const api = await startApi({ ...config, logger });
  logger.info({ port: api.port }, 'listening');
  const stop = (signal: string): void => {
    logger.info({ signal }, 'stopping');
    void api.close().then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  main().catch((error: unknown) => {
    const words = error instanceof Error ? error.message : String(error);
    process.stderr.write(error instanceof ConfigError ? `${words}\n` : `The API could not start: ${words}\n`);
    process.exit(error instanceof ConfigError ? 2 : 1);
  });
}
