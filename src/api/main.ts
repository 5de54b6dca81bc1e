import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { type Logger, pino } from 'pino';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { ConfigError, loopback, readApiConfig } from '../kit/config.ts';
import { createPrisma } from '../kit/postgres/client.ts';
import { createCaseloadStore } from '../features/caseload/postgres/store.ts';
import { createAccessStore } from '../features/access/postgres/store.ts';
import { createOnCallStore } from '../features/on-call/postgres/store.ts';
import { createDisclosureStore } from '../features/disclosures/postgres/store.ts';
import { openFileStore } from '../features/attachments/postgres/part-store.ts';
import { createAttachmentStore } from '../features/attachments/postgres/store.ts';
import { createFundStore } from '../features/fund/postgres/store.ts';
import { createChoiceStore } from '../features/notifications/postgres/choices.ts';
import { createPageLinkStore } from '../features/notifications/postgres/page-links.ts';
import { createDeliveryStore } from '../features/notifications/postgres/deliveries.ts';
import { createAbsenceStore } from '../features/absence/postgres/store.ts';
import { createReassignmentStore } from '../features/reassignment/postgres/store.ts';
import { createPaperStore } from '../features/papers/postgres/store.ts';
import { createRelationStore } from '../features/relation/postgres/store.ts';
import { createClientTokens } from '../features/search/postgres/client-tokens.ts';
import { createLinkStore } from '../features/links/postgres/store.ts';
import { createSearchStore } from '../features/search/postgres/store.ts';
import { createTokenKeys } from '../features/search/postgres/token-keys.ts';
import { createStaffStore } from '../features/staff/postgres/store.ts';
import { createTransferStore } from '../features/transfer/postgres/store.ts';
import { createDocuments } from './documents.ts';
import { createImportPeople } from '../features/imports/postgres/import-people.ts';
import { createImportReports } from '../features/imports/postgres/reports.ts';
import { createImportStore } from '../features/imports/postgres/imports.ts';
import { createImports } from '../features/imports/activities/imports.ts';
import { createIdentityStore } from '../features/identity/postgres/store.ts';
import { createReads, createWrites, guarded } from './reads.ts';
import { createPendingStore } from '../features/pending-steps/postgres/store.ts';
import { createKeylessRequests } from '../kit/postgres/keyless-requests.ts';
import { createRecordReader } from '../kit/postgres/record-reader.ts';
import { createFileSeal } from '../kit/file-seal.ts';
import type { FileStoreSettings } from '../kit/objects/settings.ts';
import { createSeal } from '../kit/seal.ts';
import { openGateway } from '../kit/temporal/connect.ts';
import { createPendingSteps } from '../features/pending-steps/activities/take-in.ts';
import { createApp } from './app.ts';
import { createReach, mayPostTo } from '../kit/delivery/reach.ts';
import { databaseMissing, startOpsServer } from '../kit/http/ops-server.ts';

export type ApiConfig = {
  databaseUrl: string;
  temporalAddress: string;
  temporalNamespace: string;
  /** 0 for a free one. */
  port: number;
  /** The address it listens on; this machine alone when left out. */
  host?: string;
  /** Where operators read its metrics: a port and an address of their own; a free port of this machine when left out. */
  metrics?: { port: number; host: string };
  /** 32 bytes as base64; the worker has the same. */
  sealKey: string;
  /** Where callers reach the API; its own address when left out. */
  publicUrl?: string | undefined;
  /** The Temporal Web UI, as ops reach it; left out, no page leads there. */
  temporalUiUrl?: string | undefined;
  /** The command that looks at files before anybody opens them; left out, none does. */
  fileScanner?: string | undefined;
  /** Keys for files alone, the newest first; each 32 bytes as base64. The worker has the same. */
  fileKeys?: readonly string[];
  /** Where files lie; left out, in the record. The worker has the same. */
  fileStore?: FileStoreSettings;
  /** Into which networks beside the public internet an agency's webhook may point. */
  webhookNetworks?: readonly string[];
  /** Networks whose proxies say from where a request comes. */
  trustedProxies?: readonly string[];
  logger: Logger;
};

export type RunningApi = { url: string; port: number; metricsUrl: string; close(): Promise<void> };

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
    secret: config.sealKey,
  });
  const disconnect = (): Promise<unknown> => Promise.all([gateway.close(), prisma.$disconnect()]);
  const register = new Registry();
  collectDefaultMetrics({ register });

  const server = createServer();
  try {
    server.listen(config.port, config.host ?? loopback);
    await once(server, 'listening');
  } catch (error) {
    await disconnect();
    throw error;
  }
  const { port } = server.address() as AddressInfo;
  const url = `http://localhost:${port}`;
  const reads = createReads(prisma);
  const tokenKeys = createTokenKeys(config.sealKey);
  const clientTokens = createClientTokens(tokenKeys);
  const stopping = new AbortController();
  const identities = createIdentityStore(prisma, clientTokens);
  const seal = createSeal(config.sealKey);
  const clock = { now: () => Date.now() };
  const imports = createImports({
    store: guarded({
      ...createImportStore(prisma, identities),
      ...createImportPeople(prisma),
      ...createImportReports(prisma),
    }),
    gateway: gateway.as('import'),
    ...{ seal, clock, log: config.logger },
  });
  const app = createApp({
    stopping: stopping.signal,
    gateway,
    pendingSteps: createPendingSteps({ store: guarded(createPendingStore(prisma)), record }),
    reads,
    writes: createWrites(prisma),
    documents: createDocuments(prisma, clientTokens),
    disclosures: createDisclosureStore(prisma),
    attachments: createAttachmentStore(prisma, createFileSeal(config.sealKey, config.fileKeys), {
      scans: config.fileScanner !== undefined,
      ...(config.fileStore && { store: openFileStore(config.fileStore) }),
    }),
    fund: createFundStore(prisma),
    caseloads: createCaseloadStore(prisma),
    onCall: createOnCallStore(prisma),
    access: createAccessStore(prisma),
    staff: createStaffStore(prisma),
    reassignments: createReassignmentStore(prisma),
    relations: createRelationStore(prisma),
    papers: createPaperStore(prisma),
    keylessRequests: createKeylessRequests(prisma),
    search: createSearchStore(prisma, tokenKeys),
    links: createLinkStore(prisma),
    identities,
    imports,
    transfers: createTransferStore(prisma),
    absences: createAbsenceStore(prisma),
    deliveries: createDeliveryStore(prisma),
    pageLinks: createPageLinkStore(prisma),
    messageChoices: createChoiceStore(prisma),
    ...{ seal, clock },
    mayPostTo: mayPostTo(createReach(config.webhookNetworks)),
    logger: config.logger,
    register,
    secret: config.sealKey,
    publicUrl: config.publicUrl ?? url,
    temporalUi:
      config.temporalUiUrl &&
      `${config.temporalUiUrl}/namespaces/${encodeURIComponent(config.temporalNamespace)}`,
    trustedProxies: config.trustedProxies,
  });
  const metrics = await startOpsServer({
    ...(config.metrics ?? { port: 0, host: loopback }),
    register,
    notReady: () => databaseMissing(() => reads.ping()),
  }).catch(async (error: unknown) => {
    server.close();
    await disconnect();
    throw error;
  });
  server.on('request', app);

  return {
    url,
    port,
    metricsUrl: `http://localhost:${metrics.port}/metrics`,
    async close() {
      await metrics.close();
      stopping.abort();
      const closed = once(server, 'close');
      server.close();
      server.closeIdleConnections();
      const impatience = setTimeout(() => server.closeAllConnections(), graceMs);
      await closed;
      clearTimeout(impatience);
      await imports.close();
      await gateway.close();
      await prisma.$disconnect();
    },
  };
}

async function main(): Promise<void> {
  const { logLevel, ...config } = readApiConfig(process.env);
  const logger = pino({ level: logLevel, base: { service: 'api' } });
  const api = await startApi({ ...config, logger });
  logger.info({ port: api.port, metrics: api.metricsUrl }, 'listening');
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
