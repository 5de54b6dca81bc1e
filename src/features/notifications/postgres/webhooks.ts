import { singleDocumentId } from '../../../kit/document-ids.ts';
import type { WebhookOf } from '../../../kit/delivery/webhook.ts';
import type { Prisma } from '../../../kit/postgres/client.ts';
import type { Seal } from '../../../kit/seal.ts';
import { type Webhook, webhookKind } from '../webhook.document.ts';

/** The webhook of the environment, and whose it is. */
export type DefaultWebhook = { url: string; secret: string; agencyId: string };

/**
 * Which webhook an agency's messages go to, as it is in the record when one is sent: its own, and where it has said nothing,
 * the environment's if that is meant for it. Never another agency's.
 */
export function createWebhooks(
  prisma: Pick<Prisma, 'document'>,
  seal: Pick<Seal, 'open'>,
  standard: DefaultWebhook | null,
): WebhookOf {
  return async (agencyId) => {
    const place = { agencyId, enrollmentId: null, kind: webhookKind.kind };
    const row = await prisma.document.findFirst({ where: { ...place, id: singleDocumentId(place) } });
    if (!row) return standard?.agencyId === agencyId ? { ...standard, byOperator: true } : null;
    const { url, secret } = row.content as Webhook;
    return url === null ? null : { url, secret: String(seal.open(secret, { agencyId, use: 'webhook' })) };
  };
}
