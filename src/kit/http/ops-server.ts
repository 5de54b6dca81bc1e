import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Registry } from 'prom-client';

export type OpsServerOptions = {
  /** 0 for a free one. */
  port: number;
  /** The address it listens on: another than the callers' own, so that metrics are for operators alone. */
  host: string;
  register: Registry;
  /** Null when all is well, else a word for what is not. */
  notReady: () => Promise<string | null>;
};

/** Why a process that needs the database is not ready: null when its ping is answered. */
export async function databaseMissing(ping: () => Promise<unknown>): Promise<string | null> {
  return await ping().then(
    () => null,
    () => 'the database cannot be reached',
  );
}

export type OpsServer = { port: number; close(): Promise<void> };

/** `/healthz` (the process lives), `/readyz` (it does its work) and `/metrics` (Prometheus), for operators. */
export async function startOpsServer({
  port,
  host,
  register,
  notReady,
}: OpsServerOptions): Promise<OpsServer> {
  const answers: Record<string, () => Promise<{ status: number; type: string; body: string }>> = {
    '/healthz': async () => ({ status: 200, type: 'text/plain', body: 'ok\n' }),
    '/readyz': async () => {
      const missing = await notReady();
      return missing === null
        ? { status: 200, type: 'text/plain', body: 'ready\n' }
        : { status: 503, type: 'text/plain', body: `not ready: ${missing}\n` };
    },
    '/metrics': async () => ({ status: 200, type: register.contentType, body: await register.metrics() }),
  };
  const server = createServer((request, response) => {
    const answer = answers[(request.url ?? '').split('?')[0] ?? ''];
    const reply = answer?.() ?? Promise.resolve({ status: 404, type: 'text/plain', body: 'no such page\n' });
    reply.then(
      ({ status, type, body }) => response.writeHead(status, { 'content-type': type }).end(body),
      () => response.writeHead(500, { 'content-type': 'text/plain' }).end('failed\n'),
    );
  });
  server.listen(port, host);
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
