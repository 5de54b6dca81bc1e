import { z } from 'zod';
import type { RouteContext } from '../../../kit/http/context.ts';
import { actRoute } from '../../../kit/http/documents/definition.ts';
import { line } from '../../../kit/http/schemas.ts';
import { documentRoutes } from '../../../kit/http/documents/routes.ts';
import type { Route } from '../../../kit/http/route.ts';
import { documentedBy } from '../../../kit/http/dates.ts';
import { refuse } from '../../../kit/http/reply.ts';
import { webhookKind } from '../webhook.document.ts';

const onThisMachine = new Set(['127.0.0.1', '[::1]', 'localhost']);

/** Signed is not secret: messages cross the network by TLS. On this machine one may try it without. */
function isWayOut(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password, hash } = new URL(text);
  if (username !== '' || password !== '' || hash !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && onThisMachine.has(hostname));
}

const url = line(500)
  .refine(isWayOut, 'must be an https address without name, password and fragment')
  .meta({ description: 'Where messages are posted', example: 'https://pager.agency.example/hook' });

const secret = z
  .string()
  .min(24)
  .max(200)
  .regex(/^[\x21-\x7e]+$/)
  .meta({
    description:
      'Signs each message as Standard Webhooks says: "whsec_" and base64, or as it is. Kept sealed, never shown',
  });

const word = z.literal('set');
/** What is kept is sealed; of that, that there is one. */
const secretOut = z
  .codec(word, z.string(), {
    decode: () => '',
    encode: () => 'set' as const,
  })
  .meta({ override: documentedBy(word) });

const content = z
  .union([
    z.strictObject({ url: z.string(), secret: secretOut }),
    z.strictObject({ url: z.null(), secret: z.null() }),
  ])
  .meta({ id: 'Webhook', description: 'null: the agency has none' });

/** Where the agency's pager is: its own, with a secret of its own, and a history. */
export function webhookRoutes(context: RouteContext): Route[] {
  return documentRoutes(context, {
    kind: webhookKind,
    ...{ name: 'WebhookDocument', noun: "agency's webhook", tag: 'Inbox', path: 'webhook' },
    ...{ of: 'agency', single: true },
    read: 'webhook:read',
    content,
    acts: {
      set: actRoute({
        id: 'setWebhook',
        replaces: true,
        summary: "Say where the agency's pages are posted from now on, and with which secret they are signed",
        operation: 'webhook:write',
        fields: { url, secret },
        problems: ['webhook-out-of-reach'],
        toAct(hook, { caller: { agencyId } }, { seal, mayPostTo }) {
          if (!mayPostTo(new URL(hook.url))) return refuse('webhook-out-of-reach');
          const secret = seal.seal(hook.secret, { agencyId, use: 'webhook' });
          return { type: 'set' as const, url: hook.url, secret };
        },
      }),
      remove: actRoute({
        id: 'removeWebhook',
        replaces: true,
        summary: 'Say that the agency has no webhook any more: pages go by mail',
        operation: 'webhook:write',
        fields: {},
        problems: ['nothing-changed'],
        toAct: () => ({ type: 'remove' as const }),
      }),
    },
  });
}
