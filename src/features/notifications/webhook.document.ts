import type { DocumentKind } from '../../engine/documents/document.ts';
import { noDocument, refused } from '../../engine/documents/refusals.ts';

/** Where an agency's pager takes messages, and the secret that signs them, sealed. Both null: the agency wants none. */
export type Webhook = { url: string; secret: string } | { url: null; secret: null };

export type WebhookAct = { type: 'set'; url: string; secret: string } | { type: 'remove' };

/** With what an act on it is refused. */
type WebhookRefusal = 'not-found' | 'nothing-changed';

/** One an agency; its revisions say who sent its messages where, since when. */
export const webhookKind: DocumentKind<Webhook, WebhookAct, WebhookRefusal> = {
  kind: 'webhook',
  decide(current, act) {
    if (act.type === 'set') return { ok: true, state: 'set', content: { url: act.url, secret: act.secret } };
    if (!current) return noDocument;
    if (current.state === 'removed') return refused('nothing-changed', 'The agency has no webhook.');
    return { ok: true, state: 'removed', content: { url: null, secret: null } };
  },
};
