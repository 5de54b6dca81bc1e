import { createHmac, timingSafeEqual } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';

/** A page that arrived: the webhook's JSON as it was, with our time of arrival. */
export interface Page {
  /** The same in every repetition of one page. */
  id: string;
  receivedAt: string;
  body: { data?: { kind?: string; duty?: string; enrollmentUrl?: string; acknowledgeUrl?: string } };
}

export interface Pager {
  /** Newest first. */
  list(): Page[];
  /** Answers the HTTP status: 204 taken (again), 400 not JSON, 401 not signed with our secret, 413 too big. */
  receive(request: IncomingMessage): Promise<number>;
}

const biggestPage = 100_000;

/** Receives signed webhooks in place of a real pager and keeps them in a file of the folder, a line each. */
export function openPager(folder: string, secret: string): Pager {
  const file = join(folder, 'pages.jsonl');
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [];
  const pages = new Map(lines.map((line) => JSON.parse(line) as Page).map((page) => [page.id, page]));
  return {
    list: () => [...pages.values()].toReversed(),
    async receive(request) {
      const chunks: Buffer[] = [];
      let size = 0;
      for await (const chunk of request as AsyncIterable<Buffer>) {
        size += chunk.length;
        if (size > biggestPage) return 413;
        chunks.push(chunk);
      }
      const text = Buffer.concat(chunks).toString('utf8');
      const header = (name: string): string => String(request.headers[name] ?? '');
      const id = header('webhook-id');
      if (!isSigned(secret, `${id}.${header('webhook-timestamp')}.${text}`, header('webhook-signature')))
        return 401;
      try {
        const page: Page = {
          id,
          receivedAt: new Date().toISOString(),
          body: JSON.parse(text) as Page['body'],
        };
        if (!pages.has(id)) appendFileSync(file, `${JSON.stringify(page)}\n`);
        pages.set(id, page);
        return 204;
      } catch {
        return 400;
      }
    },
  };
}

/** As Standard Webhooks has it: `v1,` and the base64 HMAC; a secret `whsec_…` goes on in base64. */
function isSigned(secret: string, signed: string, signature: string): boolean {
  const key = secret.startsWith('whsec_') ? Buffer.from(secret.slice(6), 'base64') : Buffer.from(secret);
  const expected = Buffer.from(`v1,${createHmac('sha256', key).update(signed).digest('base64')}`);
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
