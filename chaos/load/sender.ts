import { setTimeout as wait } from 'node:timers/promises';
import type { Login, Tokens } from '../../prisma/seed/index.ts';
import type { Random } from '../plan/random.ts';
import type { Answer } from './answers.ts';
import type { ClientNamed } from './documents.ts';
import type { Request } from './requests.ts';

export type Given = Answer['given'][number] & { body: Record<string, unknown> };

const unanswered: Given = { status: 0, code: null, replayed: false, version: null, body: {} };

/** The API gives up after some 15 s; who waits longer than this waits for a dead connection. */
const patienceMs = 25_000;
/** A start is asked for until it is answered: commands wait for it. */
export const longestAskingMs = 120_000;

export type Sender = {
  send(key: string, by: Login, request: Request): Promise<Given>;
  clientOf(by: Login, enrollmentId: string): Promise<ClientNamed | null>;
};

/** Sends one request and hears one answer, whatever state the system is in. */
export function createSender({
  apiUrl,
  tokens,
  otherAgency,
  random,
}: {
  apiUrl: string;
  tokens: Tokens;
  otherAgency?: { tokens: Tokens };
  random: Random;
}): Sender {
  /** What is replaced is read first; read again where somebody else came between. */
  async function send(key: string, by: Login, request: Request): Promise<Given> {
    if (!request.path.includes('/acts/')) return sendOnce(key, by, request);
    for (;;) {
      const revision = await seen(by, request.path);
      if (revision === null) return unanswered;
      const given = await sendOnce(key, by, request, { 'if-match': revision });
      if (given.code !== 'version-conflict') return given;
    }
  }

  /** Null where nobody answers. */
  async function seen(by: Login, path: string): Promise<string | null> {
    const read = await get(by, path.replace(/\/acts\/.*/, ''));
    await read?.body?.cancel().catch(() => undefined);
    if (read?.status === 404) return '"0"';
    return read?.ok === true ? read.headers.get('etag') : null;
  }

  /** Null where nobody answers. */
  async function get(by: Login, path: string): Promise<Response | null> {
    return await fetch(`${apiUrl}/api/v1${path}`, {
      headers: { authorization: `Bearer ${tokens[by]}` },
      signal: AbortSignal.timeout(patienceMs),
    }).catch(() => null);
  }

  async function sendOnce(
    key: string,
    by: Login,
    request: Request,
    more: Record<string, string> = {},
  ): Promise<Given> {
    try {
      const response = await fetch(`${apiUrl}/api/v1${request.path}`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${((request.there ? otherAgency?.tokens : tokens) ?? tokens)[by]}`,
          'content-type': 'application/json',
          'idempotency-key': key,
          ...more,
        },
        body: request.body,
        signal: AbortSignal.timeout(patienceMs),
      });
      const body = (await response.json()) as Record<string, unknown>;
      const code = typeof body['code'] === 'string' ? body['code'] : null;
      const version = typeof body['version'] === 'number' ? body['version'] : null;
      const replayed = response.headers.has('idempotent-replayed');
      return { status: response.status, code, replayed, version, body };
    } catch {
      return unanswered;
    }
  }

  /** Null where the enrollment is not on record yet, or not for who asks. */
  async function clientOf(by: Login, enrollmentId: string): Promise<ClientNamed | null> {
    const until = performance.now() + longestAskingMs;
    while (performance.now() < until) {
      const read = await get(by, `/enrollments/${enrollmentId}`);
      if (read && read.status < 500) {
        return ((await read.json().catch(() => ({}))) as { client?: ClientNamed }).client ?? null;
      }
      await wait(random.whole(200, 1_200));
    }
    return null;
  }

  return { send, clientOf };
}
