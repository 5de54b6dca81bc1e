import { createHmac } from 'node:crypto';
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { AnswerLinks, Attempt, Delivery, Directory, Send, Wording } from './delivery.ts';
import { acknowledgeUrl, subjectUrl } from './message.ts';
import { addressIn, createReach, lookupWithin, OutOfReach, type Reach } from './reach.ts';

/** `byOperator`: set by whoever runs the system, who may send where they like. */
type Webhook = { url: string; secret: string; byOperator?: boolean };
/** Of an agency, at this moment. Null where it has none: its messages wait, visible to ops. */
export type WebhookOf = (agencyId: string) => Promise<Webhook | null>;

export type WebhookOptions = {
  webhookOf: WebhookOf;
  publicUrl: string;
  directory: Directory;
  /** Left out: nobody answers a page by a link. */
  answerLinks?: AnswerLinks;
  /** Left out: the public internet alone. */
  reach?: Reach;
  timeoutMs?: number;
  now?: () => number;
};

/** Why a message of an agency without a webhook is not sent. */
export const noWebhook = 'no-webhook-set-up';
/** Why one whose webhook leads into a network that agencies may not reach is not sent. */
const outOfReach = 'webhook-out-of-reach';

const mostBytesRead = 4_096;

/**
 * Posts messages as JSON, signed as Standard Webhooks says: `webhook-signature` is `v1,` and the base64
 * HMAC-SHA256 of `id.timestamp.body`. Only a 2xx answer counts; a redirect is not followed. The id stays the same
 * in every repetition. Each has a connection of its own, so that where its name leads is judged anew.
 */
export function createWebhook({
  webhookOf,
  publicUrl,
  directory,
  answerLinks,
  reach = createReach(),
  timeoutMs = 10_000,
  now = Date.now,
}: WebhookOptions): Send {
  return async (delivery): Promise<Attempt> => {
    const webhook = await webhookOf(delivery.notification.agencyId);
    if (webhook === null) return { outcome: 'undeliverable', code: noWebhook };
    const wording = await directory.wordingFor(delivery.notification);
    const links = await linksOf(delivery, answerLinks);
    const body = JSON.stringify(payloadOf(delivery, publicUrl, { wording, answerLinks: links }));
    const timestamp = Math.floor(now() / 1000);
    try {
      const response = await post(webhook, reach, timeoutMs, body, {
        'content-type': 'application/json',
        'user-agent': 'throughline',
        'webhook-id': delivery.id,
        'webhook-timestamp': String(timestamp),
        'webhook-signature': signatureOf(webhook.secret, delivery.id, timestamp, body),
      });
      await discard(response);
      const { statusCode: status = 0 } = response;
      return status >= 200 && status < 300
        ? { outcome: 'sent' }
        : { outcome: 'failed', code: `http-${status}` };
    } catch (error) {
      if (error instanceof OutOfReach) return { outcome: 'undeliverable', code: outOfReach };
      return { outcome: 'failed', code: codeOf(error) };
    }
  };
}

async function post(
  webhook: Webhook,
  reach: Reach,
  timeoutMs: number,
  body: string,
  headers: Record<string, string>,
): Promise<IncomingMessage> {
  const url = new URL(webhook.url);
  const address = addressIn(url);
  const judged = webhook.byOperator !== true;
  if (judged && address !== null && !reach.allows(address)) throw new OutOfReach();
  const options = {
    ...{ method: 'POST', headers, agent: false, signal: AbortSignal.timeout(timeoutMs) },
    ...(judged ? { lookup: lookupWithin(reach) } : {}),
  };
  return await new Promise((resolve, reject) => {
    (url.protocol === 'https:' ? requestHttps : requestHttp)(url, options, resolve)
      .on('error', reject)
      .end(body);
  });
}

/** `v1,…`. A secret that begins with `whsec_` goes on in base64, as the standard has it; another is taken as it is. */
export function signatureOf(secret: string, id: string, timestamp: number, body: string): string {
  const key = secret.startsWith('whsec_') ? Buffer.from(secret.slice(6), 'base64') : Buffer.from(secret);
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
}

/** Whose each link is, so that a pager shows it to them alone. */
async function linksOf(delivery: Delivery, answerLinks: AnswerLinks | undefined) {
  if (delivery.notification.kind !== 'page' || !answerLinks) return [];
  return [...(await answerLinks(delivery))].map(([staffId, url]) => ({ staffId, url }));
}

function payloadOf(
  delivery: Delivery,
  publicUrl: string,
  { wording, answerLinks }: { wording: Wording; answerLinks: { staffId: string; url: string }[] },
) {
  const { id, agencyId, kind, audience, obligation, duty, due, raisedAt, enrollmentId } =
    delivery.notification;
  return {
    type: `notification.${kind}`,
    timestamp: new Date(raisedAt).toISOString(),
    data: {
      notificationId: id.replaceAll('/', '.'),
      ...{ agencyId, enrollmentId },
      ...{ kind, audience, obligation, duty, title: wording.title },
      due: due === null ? null : new Date(due).toISOString(),
      dueLocal: wording.dueLocal,
      enrollmentUrl: subjectUrl(publicUrl, delivery),
      ...(kind === 'page' ? { acknowledgeUrl: acknowledgeUrl(publicUrl, delivery) } : {}),
      ...(answerLinks.length > 0 ? { answerLinks } : {}),
    },
  };
}

/** Reads a little, so that a short answer arrives whole, and hangs up on a long one. */
async function discard(response: IncomingMessage): Promise<void> {
  let bytes = 0;
  try {
    for await (const chunk of response as AsyncIterable<Uint8Array>) {
      bytes += chunk.byteLength;
      if (bytes > mostBytesRead) break;
    }
  } catch {
    // The status line has been read; what comes after it decides nothing.
  }
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'http-failed';
  if (error.cause instanceof Error) return `http-${error.cause.name}`;
  return 'code' in error && typeof error.code === 'string' ? `http-${error.code}` : `http-${error.name}`;
}
