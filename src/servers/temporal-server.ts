import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';
import { accepts, freePort } from './ports.ts';
import { spawnManaged, waitUntilReady, type ManagedProcess } from './processes.ts';
import { registerSearchAttributes, type SearchAttributeTypes } from './search-attributes.ts';
import type { Progress } from './setup-error.ts';
import { findTemporalCli } from './temporal-cli.ts';

export interface TemporalServer {
  /** host:port for clients and workers. */
  address: string;
  namespace: string;
  /** undefined when headless. */
  uiUrl: string | undefined;
  /** Its own figures, for Prometheus. */
  metricsUrl: string;
  process: ManagedProcess;
  stop(): Promise<void>;
}

export interface TemporalOptions {
  /** Keeps its state in this file (made when missing); without one, in memory. */
  dbFile?: string;
  /** A free one when not given. */
  grpcPort?: number;
  /** Serves the Web UI there; without one there is no UI. */
  uiPort?: number;
  namespace?: string;
  searchAttributes: SearchAttributeTypes;
  /** How long closed workflows stay; the dev server's default of one day is too short to look back on. */
  retentionDays?: number;
  logFile?: string;
  progress?: Progress;
}

/**
 * An enrollment whose tasks were lost one after the other, with their workers, would in the end be left alone for ten
 * minutes after the next loss. deploy/temporal/dynamic-config.yaml says the same to a real server.
 */
export const serverSettings = { 'history.workflowTaskRetryMaxInterval': '10s' };

/** Starts the Temporal dev server and waits until it answers in its namespace. Throws SetupError when it cannot. */
export async function startTemporal(options: TemporalOptions): Promise<TemporalServer> {
  const { dbFile, uiPort, namespace = 'default', searchAttributes, retentionDays, logFile } = options;
  const cli = await findTemporalCli(options.progress);
  const grpcPort = options.grpcPort ?? (await freePort());
  const ports = { '--port': grpcPort, '--http-port': await freePort(), '--metrics-port': await freePort() };
  if (dbFile !== undefined) mkdirSync(dirname(dbFile), { recursive: true });
  const server = await spawnManaged({
    name: 'Temporal',
    command: cli,
    args: [
      ...['server', 'start-dev', '--ip', '127.0.0.1', '--namespace', namespace, '--log-level', 'error'],
      ...Object.entries(ports).flatMap(([flag, port]) => [flag, String(port)]),
      ...(uiPort === undefined ? ['--headless'] : ['--ui-port', String(uiPort)]),
      ...(dbFile === undefined ? [] : ['--db-filename', dbFile]),
      ...Object.entries(serverSettings).flatMap(([name, value]) => [
        '--dynamic-config-value',
        `${name}=${JSON.stringify(value)}`,
      ]),
      // By hand below as well, for a database file made by an earlier version; here so that they exist at once.
      ...Object.entries(searchAttributes).flatMap(([name, type]) => [
        '--search-attribute',
        `${name}=${type}`,
      ]),
    ],
    ...(logFile === undefined ? {} : { logFile }),
  });
  const address = `127.0.0.1:${grpcPort}`;
  try {
    // gRPC waits a second after a refused connection; a bare one first finds the moment sooner.
    await waitUntilReady(server, () => accepts(grpcPort));
    await waitUntilReady(server, () => answers(address, namespace));
    const connection = await Connection.connect({ address });
    try {
      await registerSearchAttributes(connection, namespace, searchAttributes);
      if (retentionDays !== undefined)
        await connection.workflowService.updateNamespace({
          namespace,
          config: { workflowExecutionRetentionTtl: msToTs(retentionDays * 86_400_000) },
        });
    } finally {
      await connection.close();
    }
  } catch (error) {
    await server.stop();
    throw error;
  }
  return {
    address,
    namespace,
    uiUrl: uiPort === undefined ? undefined : `http://127.0.0.1:${uiPort}`,
    metricsUrl: `http://127.0.0.1:${ports['--metrics-port']}/metrics`,
    process: server,
    stop: async () => {
      await server.stop();
    },
  };
}

/** Whether a Temporal server answers for this namespace within two seconds. */
export async function answers(address: string, namespace: string): Promise<boolean> {
  const connection = await Connection.connect({ address, connectTimeout: 2_000 });
  try {
    await connection.withDeadline(Date.now() + 2_000, () =>
      connection.workflowService.describeNamespace({ namespace }),
    );
    return true;
  } finally {
    await connection.close();
  }
}
