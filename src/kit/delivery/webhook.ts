import { createHmac } from 'node:crypto';
import type { AnswerLinks, Attempt, Delivery, Send } from './delivery.ts';
import { acknowledgeUrl, subjectUrl } from './message.ts';

/** Of an agency, at this moment. Null where it has none: its messages wait, visible to ops. */
export type WebhookOf = (agencyId: string) => Promise<{ url: string; secret: string } | null>;

export type WebhookOptions = {
  webhookOf: WebhookOf;
  publicUrl: string;
  /** Left out: nobody answers a page by a link. */
  answerLinks?: AnswerLinks;
  timeoutMs?: number;
  now?: () => number;
};

/** Why a message of an agency without a webhook is not sent. */
export const noWebhook = 'no-webhook-set-up';

const mostBytesRead = 4_096;

/**
 * Posts messages as JSON, signed as Standard Webhooks says: `webhook-signature` is `v1,` and the base64
 * HMAC-SHA256 of `id.timestamp.body`. Only a 2xx answer counts; a redirect is not followed. The id stays the same
 * in every repetition.
 */
export function createWebhook({
  webhookOf,
  publicUrl,
  answerLinks,
  timeoutMs = 10_000,
  now = Date.now,
}: WebhookOptions): Send {
  return async (delivery): Promise<Attempt> => {
    const webhook = await webhookOf(delivery.notification.agencyId);
    if (webhook === null) return { outcome: 'undeliverable', code: noWebhook };
    const body = JSON.stringify(payloadOf(delivery, publicUrl, await linksOf(delivery, answerLinks)));
    const timestamp = Math.floor(now() / 1000);
    try {
      const response = await fetch(webhook.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'user-agent': 'throughline',
          'webhook-id': delivery.id,
          'webhook-timestamp': String(timestamp),
          'webhook-signature': signatureOf(webhook.secret, delivery.id, timestamp, body),
        },
        body,
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMs),
      });
      await discard(response);
      return response.ok ? { outcome: 'sent' } : { outcome: 'failed', code: `http-${response.status}` };
    } catch (error) {
      return { outcome: 'failed', code: codeOf(error) };
    }
  };
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

function payloadOf(delivery: Delivery, publicUrl: string, answerLinks: { staffId: string; url: string }[]) {
  const { id, agencyId, kind, audience, obligation, duty, due, raisedAt, enrollmentId } =
    delivery.notification;
  return {
    type: `notification.${kind}`,
    timestamp: new Date(raisedAt).toISOString(),
    data: {
      notificationId: id.replaceAll('/', '.'),
      ...{ agencyId, enrollmentId },
      ...{ kind, audience, obligation, duty },
      due: due === null ? null : new Date(due).toISOString(),
      enrollmentUrl: subjectUrl(publicUrl, delivery),
      ...(kind === 'page' ? { acknowledgeUrl: acknowledgeUrl(publicUrl, delivery) } : {}),
      ...(answerLinks.length > 0 ? { answerLinks } : {}),
    },
  };
}

/** Reads a little, so that a short answer leaves the connection usable, and hangs up on a long one. */
async function discard(response: Response): Promise<void> {
  if (!response.body) return;
  let bytes = 0;
  try {
    for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
      bytes += chunk.byteLength;
      if (bytes > mostBytesRead) break;
    }
  } catch {
    // The status line has been read; what comes after it decides nothing.
  }
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'http-failed';
  const cause = error.cause as { code?: unknown } | undefined;
  return typeof cause?.code === 'string' ? `http-${cause.code}` : `http-${error.name}`;
}
