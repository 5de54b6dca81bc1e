import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodeOptions } from '../../servers/node-options.ts';
import { httpOk, spawnManaged, waitUntilReady, type ManagedProcess } from '../../servers/processes.ts';
import type { Keys } from './keys.ts';
import { logFile } from './servers.ts';
import type { Settings } from './settings.ts';

/** What worker and API are told: the same variables a deployment gives them (.env.example). */
export function serviceEnv(
  settings: Settings,
  keys: Keys,
  used: {
    databaseUrl: string;
    temporalAddress: string;
    /** Undefined where Temporal is somebody else's: they say it themselves, if they like. */
    temporalUiUrl: string | undefined;
    smtpUrl: string;
    pagerUrl: string | undefined;
    /** Whose pages go there; undefined where the database has agencies of its own. */
    agencyId: string | undefined;
  },
): NodeJS.ProcessEnv {
  return {
    ...process.env,
    NODE_ENV: process.env['NODE_ENV'] ?? 'production',
    DATABASE_URL: used.databaseUrl,
    TEMPORAL_ADDRESS: used.temporalAddress,
    TEMPORAL_NAMESPACE: settings.namespace,
    SMTP_URL: used.smtpUrl,
    THROUGHLINE_SEAL_KEY: keys.sealKey,
    THROUGHLINE_WEBHOOK_URL:
      process.env['THROUGHLINE_WEBHOOK_URL'] || (used.agencyId === undefined ? undefined : used.pagerUrl),
    THROUGHLINE_WEBHOOK_AGENCY: process.env['THROUGHLINE_WEBHOOK_AGENCY'] || used.agencyId,
    THROUGHLINE_WEBHOOK_SECRET: keys.webhookSecret,
    // Whoever tries it on this machine has their pager here as well.
    THROUGHLINE_WEBHOOK_NETWORKS: process.env['THROUGHLINE_WEBHOOK_NETWORKS'] || '127.0.0.0/8 ::1/128',
    PUBLIC_URL: settings.publicUrl,
    TEMPORAL_UI_URL: process.env['TEMPORAL_UI_URL'] || used.temporalUiUrl,
    PORT: String(settings.ports.api),
    METRICS_PORT: String(settings.ports.metrics),
    WORKER_HEALTH_PORT: String(settings.ports.worker),
  };
}

/** Starts the worker or the API and waits until it says that it is ready. */
export async function startService(
  name: 'worker' | 'api',
  port: number,
  env: NodeJS.ProcessEnv,
): Promise<ManagedProcess> {
  const main = fileURLToPath(new URL(`../../${name}/main${extname(import.meta.url)}`, import.meta.url));
  const service = await spawnManaged({
    name: name === 'api' ? 'API' : 'worker',
    command: process.execPath,
    args: [...nodeOptions(name), main],
    env,
    logFile: logFile(name),
  });
  try {
    await waitUntilReady(service, httpOk(`http://127.0.0.1:${port}/readyz`), {
      everyMs: 100,
      timeoutMs: 120_000,
    });
  } catch (error) {
    await service.stop();
    throw error;
  }
  return service;
}
