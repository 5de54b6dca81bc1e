import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';
import { searchAttributeTypes } from '../src/contracts/search-attributes.ts';
import type { PostgresServer } from '../src/servers/embedded-postgres.ts';
import { accepts, freePort } from '../src/servers/ports.ts';
import { spawnManaged, waitUntilReady, type ManagedProcess } from '../src/servers/processes.ts';
import { run, tail } from '../src/servers/run.ts';
import { registerSearchAttributes } from '../src/servers/search-attributes.ts';
import { SetupError } from '../src/servers/setup-error.ts';
import { answers } from '../src/servers/temporal-server.ts';

export type RealTemporal = {
  address: string;
  namespace: string;
  metricsUrl: string;
  pid: number;
  stop(): Promise<void>;
};

const namespace = 'default';
const stores = [
  { database: 'temporal', schema: 'postgresql/v12/temporal' },
  { database: 'temporal_visibility', schema: 'postgresql/v12/visibility' },
] as const;

/**
 * A real Temporal server that keeps its state in PostgreSQL, from the binaries that TEMPORAL_SERVER_BIN and
 * TEMPORAL_SQL_TOOL_BIN name. Its databases are made the first time and go on where they were after that.
 */
export async function startRealTemporal({
  postgres,
  folder,
  logFile,
}: {
  postgres: PostgresServer;
  folder: string;
  logFile: string;
}): Promise<RealTemporal> {
  const server = binary('TEMPORAL_SERVER_BIN');
  const made = join(folder, 'temporal-databases-made');
  if (!existsSync(made)) {
    await makeDatabases(postgres);
    writeFileSync(made, '');
  }
  const ports = {
    frontend: await freePort(),
    http: await freePort(),
    matching: await freePort(),
    history: await freePort(),
    worker: await freePort(),
    metrics: await freePort(),
    members: [await freePort(), await freePort(), await freePort(), await freePort()],
  };
  const config = join(folder, 'temporal.yaml');
  // JSON is YAML as well.
  writeFileSync(config, JSON.stringify(configOf(new URL(postgres.url), ports, folder)));
  writeFileSync(join(folder, 'dynamic.yaml'), '{}\n');
  const managed = await spawnManaged({
    name: 'Temporal',
    command: server,
    args: ['--config-file', config, '--allow-no-auth', 'start'],
    logFile,
  });
  const address = `127.0.0.1:${ports.frontend}`;
  try {
    await waitUntilReady(managed, () => accepts(ports.frontend), { timeoutMs: 120_000 });
    const connection = await connectOnceReady(managed, address);
    try {
      await waitUntilReady(managed, async () => {
        await connection.workflowService
          .registerNamespace({ namespace, workflowExecutionRetentionPeriod: msToTs(30 * 86_400_000) })
          .catch((error: unknown) => {
            if (!String(error).includes('ALREADY_EXISTS')) throw error;
          });
        return await answers(address, namespace);
      });
      // A namespace takes some seconds to be known to every part of the server.
      await waitUntilReady(managed, async () => {
        await registerSearchAttributes(connection, namespace, searchAttributeTypes);
        return true;
      });
    } finally {
      await connection.close();
    }
  } catch (error) {
    await managed.stop();
    throw error;
  }
  return {
    address,
    namespace,
    metricsUrl: `http://127.0.0.1:${ports.metrics}/metrics`,
    pid: managed.pid,
    stop: async () => {
      await managed.stop();
    },
  };
}

/** It listens some seconds before it answers. */
async function connectOnceReady(managed: ManagedProcess, address: string): Promise<Connection> {
  const found: Connection[] = [];
  await waitUntilReady(managed, async () => {
    found.push(await Connection.connect({ address, connectTimeout: 2_000 }));
    return true;
  });
  const [connection] = found;
  if (!connection) throw new SetupError('Temporal does not answer');
  return connection;
}

function binary(variable: string): string {
  const path = process.env[variable] ?? '';
  if (path !== '' && existsSync(path)) return path;
  throw new SetupError(
    `--server postgres needs ${variable}: a binary built from the Go module go.temporal.io/server (docs/how-to/measure.md).`,
  );
}

async function makeDatabases(postgres: PostgresServer): Promise<void> {
  const tool = binary('TEMPORAL_SQL_TOOL_BIN');
  const { port, username, password } = new URL(postgres.url);
  const login = ['--plugin', 'postgres12', '--ep', '127.0.0.1', '-p', port, '-u', username, '--pw', password];
  for (const { database, schema } of stores) {
    await postgres.createDatabase(database);
    for (const args of [
      ['setup-schema', '-v', '0.0'],
      ['update-schema', '--schema-name', schema],
    ]) {
      const result = await run(tool, [...login, '--db', database, ...args], { timeoutMs: 120_000 });
      if (result.code !== 0)
        throw new SetupError(`temporal-sql-tool ${args[0]} failed for ${database}:\n${tail(result.output)}`);
    }
  }
}

type Ports = Record<'frontend' | 'http' | 'matching' | 'history' | 'worker' | 'metrics', number> & {
  members: number[];
};

function configOf({ port, username, password }: URL, ports: Ports, folder: string) {
  const store = (databaseName: string, maxConns: number) => ({
    sql: {
      ...{ pluginName: 'postgres12', databaseName, connectAddr: `127.0.0.1:${port}`, connectProtocol: 'tcp' },
      ...{ user: username, password, maxConns, maxIdleConns: maxConns, maxConnLifetime: '1h' },
    },
  });
  const service = (place: number, grpcPort: number, more: object = {}) => ({
    rpc: { grpcPort, membershipPort: ports.members[place], bindOnLocalHost: true, ...more },
  });
  return {
    log: { stdout: true, level: 'error' },
    persistence: {
      defaultStore: 'default',
      visibilityStore: 'visibility',
      numHistoryShards: 4,
      datastores: { default: store('temporal', 20), visibility: store('temporal_visibility', 10) },
    },
    global: {
      membership: { maxJoinDuration: '30s', broadcastAddress: '127.0.0.1' },
      metrics: {
        prometheus: {
          framework: 'tally',
          timerType: 'histogram',
          listenAddress: `127.0.0.1:${ports.metrics}`,
        },
      },
    },
    services: {
      frontend: service(0, ports.frontend, { httpPort: ports.http }),
      matching: service(1, ports.matching),
      history: service(2, ports.history),
      worker: service(3, ports.worker),
    },
    clusterMetadata: {
      enableGlobalNamespace: false,
      failoverVersionIncrement: 10,
      masterClusterName: 'active',
      currentClusterName: 'active',
      clusterInformation: {
        active: {
          enabled: true,
          initialFailoverVersion: 1,
          rpcName: 'frontend',
          rpcAddress: `127.0.0.1:${ports.frontend}`,
        },
      },
    },
    dcRedirectionPolicy: { policy: 'noop' },
    dynamicConfigClient: { filepath: join(folder, 'dynamic.yaml'), pollInterval: '60s' },
  };
}
