import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Server } from 'node:net';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { openPager, type Pager } from './pager.ts';
import { listPage, messagePage } from './views.ts';
import { openMailStore, type MailStore, type MessageSummary } from './store.ts';

export interface Mailbox {
  /** smtp://host:port, what SMTP_URL takes. */
  smtpUrl: string;
  webUrl: string;
  /** Takes signed webhooks, what THROUGHLINE_WEBHOOK_URL takes; undefined without a secret. */
  pagerUrl: string | undefined;
  /** Newest first. */
  messages(): MessageSummary[];
  stop(): Promise<void>;
}

const biggestMessage = 10_000_000;

/**
 * A mail server that keeps every message and delivers none, with a page to look at them. Listens on the loopback
 * interface only. Free ports when none are given.
 *
 * GET / and /view/ID are for people; GET /messages, /messages/ID and /pages the same as JSON. POST /pages takes webhooks.
 */
export async function startMailbox(options: {
  folder: string;
  smtpPort?: number;
  webPort?: number;
  /** Signs the webhooks that are taken as pages. */
  webhookSecret?: string;
}): Promise<Mailbox> {
  const store = openMailStore(options.folder);
  const pager =
    options.webhookSecret === undefined ? undefined : openPager(options.folder, options.webhookSecret);
  const smtp = new SMTPServer({
    // On one's own machine a password or a certificate would only be in the way.
    disabledCommands: ['AUTH', 'STARTTLS'],
    size: biggestMessage,
    disableReverseLookup: true,
    logger: false,
    onData: (stream, session, callback) => {
      receive(store, stream, session).then(() => callback(), callback);
    },
  });
  smtp.on('error', () => {}); // a client that hangs up half-way
  const web = createServer((request, response) => {
    answer({ store, pager }, request, response).catch(() => response.destroy());
  });
  const smtpServer = smtp.server;
  smtp.listen(options.smtpPort ?? 0, '127.0.0.1');
  await once(smtpServer, 'listening');
  web.listen(options.webPort ?? 0, '127.0.0.1');
  await once(web, 'listening');
  return {
    smtpUrl: `smtp://127.0.0.1:${portOf(smtpServer)}`,
    webUrl: `http://127.0.0.1:${portOf(web)}`,
    pagerUrl: pager && `http://127.0.0.1:${portOf(web)}/pages`,
    messages: () => store.list(),
    async stop() {
      web.close();
      web.closeAllConnections();
      await new Promise<void>((resolve) => {
        smtp.close(() => resolve());
      });
    },
  };
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port;

async function receive(
  store: MailStore,
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  if (stream.sizeExceeded) throw Object.assign(new Error('message too big'), { responseCode: 552 });
  await store.keep(
    Buffer.concat(chunks),
    session.envelope.rcptTo.map(({ address }) => address),
  );
}

async function answer(
  { store, pager }: { store: MailStore; pager: Pager | undefined },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = new URL(request.url ?? '/', 'http://mailbox').pathname;
  const [, place = '', id = ''] = path.split('/');
  if (request.method === 'POST' && path === '/pages' && pager) {
    reply(response, await pager.receive(request), 'text/plain', '');
    return;
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    reply(response, 405, 'text/plain', 'Only GET.');
    return;
  }
  const list = store.list();
  const pages = pager?.list() ?? [];
  if (path === '/') reply(response, 200, 'text/html', listPage(list, pages));
  else if (path === '/messages') reply(response, 200, 'application/json', JSON.stringify(list));
  else if (path === '/pages') reply(response, 200, 'application/json', JSON.stringify(pages));
  else {
    const message = place === 'view' || place === 'messages' ? await store.find(id) : undefined;
    if (!message) reply(response, 404, 'text/plain', 'There is no such message.');
    else if (place === 'view') reply(response, 200, 'text/html', messagePage(message));
    else reply(response, 200, 'application/json', JSON.stringify(message));
  }
}

function reply(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, {
    'content-type': `${type}; charset=utf-8`,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  });
  response.end(body);
}
