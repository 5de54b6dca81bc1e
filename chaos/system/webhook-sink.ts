import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { signatureOf } from '../../src/kit/delivery/webhook.ts';
import type { WebhookTrouble } from '../plan/faults.ts';
import type { Received } from './mail-sink.ts';

export type WebhookSink = {
  url: string;
  secret: string;
  /** Every call by its webhook-id, also those that were answered badly. */
  received: readonly Received[];
  /** Calls that got no 2xx in time: each may come once more. */
  unanswered(): number;
  /** Calls whose signature does not fit. */
  forged(): number;
  trouble(how: WebhookTrouble | null): void;
  stop(): Promise<void>;
};

/** Longer than a worker of the run waits for an answer. */
const tooSlowMs = 4_000;

/** A receiver of pages that checks their signature, and can be made slow, failing, senseless or silent. */
export async function startWebhookSink(secret: string): Promise<WebhookSink> {
  const received: Received[] = [];
  let unanswered = 0;
  let forged = 0;
  let mode: WebhookTrouble | null = null;

  const server = createServer((request, response) => {
    void take(request).then(
      async () => {
        switch (mode) {
          case 'slow':
            unanswered += 1;
            await wait(tooSlowMs);
            return response.writeHead(204).end();
          case 'fails':
            unanswered += 1;
            return response.writeHead(500).end('no');
          case 'garbage':
            unanswered += 1;
            request.socket.end('\u0000\u0001 this is no HTTP at all\r\n\r\n\r\n');
            return;
          case 'silent':
            unanswered += 1;
            return;
          case null:
            return response.writeHead(204).end();
        }
      },
      () => request.socket.destroy(),
    );
  });

  async function take(request: IncomingMessage): Promise<void> {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const header = (name: string): string => String(request.headers[name]);
    const id = header('webhook-id');
    const wanted = signatureOf(secret, id, Number(header('webhook-timestamp')), body);
    if (header('webhook-signature') !== wanted) forged += 1;
    received.push({ id, at: Date.now(), mail: received.length });
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    secret,
    received,
    unanswered: () => unanswered,
    forged: () => forged,
    trouble(how) {
      mode = how;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
