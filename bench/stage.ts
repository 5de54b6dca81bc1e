import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import { agencyIdOf } from '../prisma/seed/index.ts';
import { withConnection } from '../src/kit/postgres/connection.ts';
import { searchAttributeTypes } from '../src/contracts/search-attributes.ts';
import { startPostgres, type PostgresServer } from '../src/servers/embedded-postgres.ts';
import { startMailbox, type Mailbox } from '../src/servers/mailbox/index.ts';
import { migrate } from '../src/servers/migrate.ts';
import { nodeOptions } from '../src/servers/node-options.ts';
import { projectRoot } from '../src/servers/paths.ts';
import { freePort } from '../src/servers/ports.ts';
import { httpOk, spawnManaged, waitUntilReady, type ManagedProcess } from '../src/servers/processes.ts';
import { startTemporal } from '../src/servers/temporal-server.ts';
import { floorTable } from './floor/activities.ts';
import { startRealTemporal } from './real-temporal.ts';

type Engine = { address: string; namespace: string; metricsUrl: string; pid: number; stop(): Promise<void> };
export type Service = { port: number; process: ManagedProcess };
type ServiceName = 'worker' | 'api' | 'floor worker' | 'floor api';

/** Everything that runs, in a folder of its own; each part can be stopped and started again where it was. */
export type Stage = Awaited<ReturnType<typeof createStage>>;

export type StageOptions = { folder: string; server: 'dev' | 'postgres'; profileInto: string | undefined };

export async function createStage({ folder, server, profileInto }: StageOptions) {
  const log = (name: string): string => join(folder, 'logs', `${name.replace(' ', '-')}.log`);
  // Found anew at each start: one that was free a minute ago may be somebody's by now.
  const ports = { worker: 0, api: 0, 'floor worker': 0, 'floor api': 0 };
  const postgresPort = await freePort();
  const sealKey = randomBytes(32).toString('base64');
  const webhookSecret = `whsec_${randomBytes(32).toString('base64')}`;
  let postgres: PostgresServer | undefined;
  let temporal: Engine | undefined;
  let mailbox: Mailbox | undefined;
  const services = new Map<ServiceName, Service>();
  const running = <T>(value: T | undefined, name: string): T => {
    if (value === undefined) throw new Error(`${name} is not running`);
    return value;
  };

  const stage = {
    folder,
    sealKey,
    ports,
    postgres: () => running(postgres, 'PostgreSQL'),
    temporal: () => running(temporal, 'Temporal'),
    service: (name: ServiceName) => running(services.get(name), name),

    async startPostgres() {
      postgres = await startPostgres({
        dataDir: join(folder, 'postgres'),
        port: postgresPort,
        logFile: log('postgres'),
        settings: { shared_preload_libraries: 'pg_stat_statements', 'pg_stat_statements.max': 10_000 },
      });
      return postgres;
    },

    /** The dev server with its state on disk, or a real server on the same PostgreSQL. */
    async startTemporal() {
      if (server === 'postgres') {
        temporal = await startRealTemporal({ postgres: stage.postgres(), folder, logFile: log('temporal') });
      } else {
        const started = await startTemporal({
          dbFile: join(folder, 'temporal', 'temporal.db'),
          searchAttributes: searchAttributeTypes,
          retentionDays: 30,
          logFile: log('temporal'),
        });
        temporal = { ...started, pid: started.process.pid };
      }
      return temporal;
    },

    /** Servers with empty databases: `throughline`, migrated, and one for the floors. */
    async begin() {
      const { url } = await stage.startPostgres();
      await migrate(url);
      const floorUrl = await stage.postgres().createDatabase('floor');
      await once(floorUrl, floorTable);
      await once(stage.adminUrl(), 'create extension pg_stat_statements');
      await stage.startTemporal();
      mailbox = await startMailbox({ folder: join(folder, 'mailbox'), webhookSecret });
    },

    databaseUrl: () => stage.postgres().url,
    floorUrl: () => named(stage.postgres().url, 'floor'),
    /** Where statistics are read, so that reading them is not counted. */
    adminUrl: () => named(stage.postgres().url, 'postgres'),

    async start(name: ServiceName) {
      const floor = name === 'floor worker' || name === 'floor api';
      const file = floor
        ? ['--import', 'tsx', fileURLToPath(new URL(`./floor/${name.slice(6)}.ts`, import.meta.url))]
        : [...nodeOptions(name), join(projectRoot, 'dist', 'src', name, 'main.js')];
      const profile =
        profileInto === undefined
          ? []
          : ['--cpu-prof', '--cpu-prof-dir', join(profileInto, name.replace(' ', '-'))];
      const port = (ports[name] = await freePort());
      const mail = running(mailbox, 'the mailbox');
      const service = await spawnManaged({
        name,
        command: process.execPath,
        args: [...profile, ...file],
        cwd: projectRoot,
        logFile: log(name),
        env: {
          ...process.env,
          NODE_ENV: 'production',
          DATABASE_URL: stage.databaseUrl(),
          FLOOR_DATABASE_URL: stage.floorUrl(),
          TEMPORAL_ADDRESS: stage.temporal().address,
          TEMPORAL_NAMESPACE: stage.temporal().namespace,
          SMTP_URL: mail.smtpUrl,
          THROUGHLINE_SEAL_KEY: sealKey,
          THROUGHLINE_WEBHOOK_URL: mail.pagerUrl,
          THROUGHLINE_WEBHOOK_SECRET: webhookSecret,
          THROUGHLINE_WEBHOOK_AGENCY: agencyIdOf('bench'),
          PORT: String(port),
          METRICS_PORT: '0',
          WORKER_HEALTH_PORT: String(port),
        },
      });
      const started = { port, process: service };
      services.set(name, started);
      const path = name === 'floor api' ? 'ready' : name === 'floor worker' ? '' : 'readyz';
      await waitUntilReady(service, httpOk(`http://127.0.0.1:${port}/${path}`), { timeoutMs: 120_000 });
      return started;
    },

    async stop(...names: ServiceName[]) {
      for (const name of names) {
        await services.get(name)?.process.stop({ graceMs: 30_000 });
        services.delete(name);
      }
    },

    async stopServers() {
      await temporal?.stop();
      await postgres?.stop();
      temporal = undefined;
      postgres = undefined;
    },

    async end() {
      await stage.stop('floor api', 'floor worker', 'api', 'worker');
      await stage.stopServers();
      await mailbox?.stop();
    },
  };
  return stage;
}

function named(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}

/** One statement on a connection of its own. */
export function once(url: string, sql: string, values: unknown[] = []): Promise<pg.QueryResult> {
  return withConnection(url, (client) => client.query(sql, values));
}
