import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { searchAttributeTypes } from '../../src/contracts/search-attributes.ts';
import { startPostgres } from '../../src/servers/embedded-postgres.ts';
import { migrate } from '../../src/servers/migrate.ts';
import { startTemporal } from '../../src/servers/temporal-server.ts';
import { build } from './built.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Connection string of a database that already has all tables; databases of tests are copies of it. */
    templateDatabaseUrl: string;
    /** host:port of a Temporal dev server whose clock is the real one. */
    temporalAddress: string;
    temporalNamespace: string;
  }
}

const TEMPLATE = 'template_migrated';

interface Servers {
  templateDatabaseUrl: string;
  temporalAddress: string;
  temporalNamespace: string;
  stop: () => Promise<void>;
}

async function start(): Promise<Servers> {
  // Done already when all tests run; not so when one is run alone.
  build();
  const dir = mkdtempSync(join(tmpdir(), 'throughline-test-'));
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    await Promise.all(stops.map((end) => end()));
    rmSync(dir, { recursive: true, force: true });
  };
  try {
    const database = startPostgres({
      dataDir: join(dir, 'postgres'),
      logFile: join(dir, 'postgres.log'),
      unsafeButFast: true,
      // Counts statements, for the cost tests.
      settings: { shared_preload_libraries: 'pg_stat_statements', 'pg_stat_statements.max': 20_000 },
    }).then(async (postgres) => {
      stops.push(() => postgres.stop());
      const url = await postgres.createDatabase(TEMPLATE);
      await migrate(url);
      return url;
    });
    const server = startTemporal({
      searchAttributes: searchAttributeTypes,
      logFile: join(dir, 'temporal.log'),
    }).then((temporal) => {
      stops.push(() => temporal.stop());
      return temporal;
    });
    // Both have ended, well or badly, before anything is stopped.
    await Promise.allSettled([database, server]);
    const temporal = await server;
    return {
      templateDatabaseUrl: await database,
      temporalAddress: temporal.address,
      temporalNamespace: temporal.namespace,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

// Each project loads this file anew, so what they share hangs on the process.
const shared = globalThis as { throughlineTestServers?: { users: number; running: Promise<Servers> } };

/** Starts the servers for the first project that needs them; the last one to end stops them. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const servers = (shared.throughlineTestServers ??= { users: 0, running: start() });
  servers.users += 1;
  const { stop, ...addresses } = await servers.running;
  project.provide('templateDatabaseUrl', addresses.templateDatabaseUrl);
  project.provide('temporalAddress', addresses.temporalAddress);
  project.provide('temporalNamespace', addresses.temporalNamespace);
  return async () => {
    servers.users -= 1;
    if (servers.users > 0) return;
    delete shared.throughlineTestServers;
    await stop();
  };
}
