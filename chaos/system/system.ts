import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seedAgency, type SeededAgency } from '../../prisma/seed/index.ts';
import { createPrisma } from '../../src/kit/postgres/client.ts';
import { contentHash } from '../../src/kit/content-hash.ts';
import { searchAttributeTypes } from '../../src/contracts/search-attributes.ts';
import type { Calendar } from '../../src/engine/calendar/index.ts';
import { migrate } from '../../src/servers/migrate.ts';
import { freePort } from '../../src/servers/ports.ts';
import { startTemporal } from '../../src/servers/temporal-server.ts';
import { seedProvider } from '../../test/support/directory.ts';
import { chaosProfile } from '../plan/policy.ts';
import { copyBuild, type Build } from './build.ts';
import { createKeeper, type Keeper } from './keeper.ts';
import { startMailSink, type MailSink } from './mail-sink.ts';
import { startDatabase, type Database } from './postgres.ts';
import { createService, type Service } from './services.ts';
import { startWebhookSink, type WebhookSink } from './webhook-sink.ts';

/** Everything a run starts, and the only things it ever stops. */
export type System = {
  folder: string;
  build: Build;
  database: Database;
  temporal: Keeper;
  temporalAddress: string;
  mail: MailSink;
  webhook: WebhookSink;
  api: Service;
  worker: Service;
  apiUrl: string;
  agency: SeededAgency;
  /** To which clients go. */
  otherAgency: SeededAgency;
  /** What worker and API find in their environment. */
  env: NodeJS.ProcessEnv;
  /** With `keepLogs`, what the processes wrote stays in its folder. */
  stop(keepLogs: boolean): Promise<void>;
};

/** Messages that failed are tried again within seconds; those of a killed worker after five. */
const retrySchedule = {
  DELIVERY_LEASE_SECONDS: '5',
  DELIVERY_FIRST_PAUSE_SECONDS: '0.5',
  DELIVERY_LONGEST_PAUSE_SECONDS: '3',
};
const namespace = 'default';

/** Starts the servers, the sinks, one worker and the API, each on a free port, with their state in a new folder. */
export async function startSystem(calendar: Calendar): Promise<System> {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-chaos-'));
  mkdirSync(join(folder, 'logs'), { recursive: true });
  const logs = join(folder, 'logs');
  const build = copyBuild(join(folder, 'build'));
  const database = await startDatabase(join(folder, 'database'), await freePort());
  await migrate(database.url);
  const agency = await seedRunAgency(database.url, calendar, 'chaos');
  const otherAgency = await seedRunAgency(database.url, calendar, 'elsewhere');

  const temporalPort = await freePort();
  const temporal = createKeeper(async () => {
    const server = await startTemporal({
      dbFile: join(folder, 'temporal.db'),
      grpcPort: temporalPort,
      namespace,
      searchAttributes: searchAttributeTypes,
      logFile: join(logs, 'temporal.log'),
    });
    return server.process;
  });
  await temporal.up();

  const mail = await startMailSink();
  const webhook = await startWebhookSink(`whsec_${randomBytes(32).toString('base64')}`);
  const apiPort = await freePort();
  const apiUrl = `http://127.0.0.1:${apiPort}`;
  const temporalAddress = `127.0.0.1:${temporalPort}`;
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    NODE_ENV: 'production',
    LOG_LEVEL: 'warn',
    DATABASE_URL: database.url,
    TEMPORAL_ADDRESS: temporalAddress,
    TEMPORAL_NAMESPACE: namespace,
    THROUGHLINE_SEAL_KEY: randomBytes(32).toString('base64'),
    PUBLIC_URL: apiUrl,
    SMTP_URL: mail.url,
    THROUGHLINE_WEBHOOK_URL: webhook.url,
    THROUGHLINE_WEBHOOK_SECRET: webhook.secret,
    THROUGHLINE_WEBHOOK_AGENCY: agency.agencyId,
    THROUGHLINE_WEBHOOK_NETWORKS: '127.0.0.0/8',
    ...retrySchedule,
  };
  const common = { build, env, folder: logs };
  const worker = await createService({ ...common, name: 'worker', label: 'worker' });
  const api = await createService({ ...common, name: 'api', label: 'api', port: apiPort });
  await Promise.all([worker.up(), api.up()]);
  const ready = await Promise.all([worker.ready(), api.ready()]);
  if (ready.includes(false)) throw new Error(`worker or API did not start; their logs are in ${logs}`);
  await setWebhook(apiUrl, otherAgency, webhook);
  return {
    ...{
      folder,
      build,
      database,
      temporal,
      temporalAddress,
      mail,
      webhook,
      api,
      worker,
      apiUrl,
      agency,
      otherAgency,
      env,
    },
    async stop(keepLogs) {
      await Promise.all([worker.down(), api.down()]);
      await temporal.down();
      await Promise.all([mail.stop(), webhook.stop()]);
      await database.remove();
      if (!keepLogs) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The other agency has its own webhook, as agencies have; the sink is one. */
async function setWebhook(apiUrl: string, { tokens }: SeededAgency, sink: WebhookSink): Promise<void> {
  const { status } = await fetch(`${apiUrl}/api/v1/webhook/acts/set`, {
    method: 'POST',
    headers: {
      ...{ authorization: `Bearer ${tokens.director}`, 'content-type': 'application/json' },
      ...{ 'if-match': '"0"', 'idempotency-key': 'webhook' },
    },
    body: JSON.stringify({ url: sink.url, secret: sink.secret }),
  });
  if (status !== 200) throw new Error(`the other agency's webhook was answered ${status}`);
}

/** An agency whose referrals come under the profile of seconds. */
async function seedRunAgency(url: string, calendar: Calendar, slug: string): Promise<SeededAgency> {
  const prisma = createPrisma(url);
  try {
    const agency = await seedAgency(prisma, { now: Date.now(), slug, name: `County ${slug}` });
    const hashes = { profileHash: contentHash(chaosProfile), calendarHash: contentHash(calendar) };
    await prisma.policyDocument.createMany({
      data: [
        { hash: hashes.profileHash, kind: 'profile', name: chaosProfile.title, content: chaosProfile },
        { hash: hashes.calendarHash, kind: 'calendar', name: calendar.id, content: calendar },
      ].map((document) => ({ ...document, content: JSON.parse(JSON.stringify(document.content)) as object })),
      skipDuplicates: true,
    });
    await prisma.agency.update({ where: { id: agency.agencyId }, data: hashes });
    await seedProvider(prisma, agency.agencyId);
    return agency;
  } finally {
    await prisma.$disconnect();
  }
}
