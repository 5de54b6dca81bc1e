import { contentHashHex } from '../../../kit/http/schemas.ts';
import {
  deliveryActReply,
  deliveriesQuery,
  deliveryList,
  giveUpBody,
  policyReply,
  resendBody,
} from './schemas.ts';
import { openPage } from '../../../kit/http/paging.ts';
import { actReply, askOf } from '../../../kit/http/act-reply.ts';
import { ok, refuse } from '../../../kit/http/reply.ts';
import { type Input, type Route, route } from '../../../kit/http/route.ts';
import type { RouteContext } from '../../../kit/http/context.ts';
import type { DeliveryAct } from '../delivery-acts.ts';

const tag = 'Ops';
const done = { 200: { description: 'Done, now or by an earlier request', schema: deliveryActReply } };
const problems = [
  'idempotency-key-reused',
  'unknown-delivery',
  'delivery-not-failing',
  'delivery-under-way',
] as const;

/** What ops look after, and the policies anybody may look up. */
export function deliveryRoutes(context: RouteContext): Route[] {
  const { deliveries, clock, policies } = context;

  async function act(
    input: Pick<Input<unknown, { deliveries: string[]; reason?: string }>, 'caller' | 'key' | 'body'>,
    kind: DeliveryAct,
  ) {
    const ask = askOf(context, input, { route: `ops/deliveries/${kind}` });
    const { deliveries: ids, reason = null } = input.body;
    return actReply(await deliveries.act({ ...ask, act: kind, deliveries: ids, reason }), {
      thing: 'act on messages',
      reply: (row) => ok(row),
      refusal: ({ code, at, standing }) =>
        refuse(code, {
          errors: [{ pointer: `/deliveries/${at}`, detail: standing ? `is ${standing}` : 'cannot be used' }],
        }),
    });
  }

  return [
    route({
      id: 'listDeliveries',
      method: 'get',
      path: '/ops/deliveries',
      tag,
      summary: "Messages of the caller's agency by how it stands with them, and what ops did about them",
      operation: 'deliveries:read',
      query: deliveriesQuery,
      replies: {
        200: {
          description: 'In the order in which they are to leave; all that have not left are counted',
          schema: deliveryList,
        },
      },
      problems: ['bad-cursor'],
      async handle({ caller: { agencyId }, query: { state, limit, cursor } }) {
        const page = openPage<{ notBefore: number; id: string }>(
          context,
          ['deliveries', agencyId, state ?? null],
          cursor,
        );
        if (!page) return refuse('bad-cursor');
        const now = clock.now();
        const [rows, counts] = await Promise.all([
          deliveries.list(agencyId, { standing: state, after: page.after, limit: limit + 1, now }),
          deliveries.counts(agencyId, now),
        ]);
        const place = ({ notBefore, id }: (typeof rows)[number]) => ({ notBefore, id });
        return ok({ counts, ...page.close(rows, limit, place, (row) => row) });
      },
    }),

    route({
      id: 'resendDeliveries',
      method: 'post',
      path: '/ops/deliveries/resend',
      tag,
      summary:
        'Have messages that failed, or were given up, tried again at once; each is judged anew before it leaves',
      operation: 'deliveries:act',
      body: resendBody,
      takesKey: true,
      replies: done,
      problems,
      handle: (input) => act(input, 'resend'),
    }),

    route({
      id: 'giveUpDeliveries',
      method: 'post',
      path: '/ops/deliveries/give-up',
      tag,
      summary:
        'Give up on messages that cannot be sent, and say why; the inbox of their readers says that nobody was written to',
      operation: 'deliveries:act',
      body: giveUpBody,
      takesKey: true,
      replies: done,
      problems,
      handle: (input) => act(input, 'give-up'),
    }),

    route({
      id: 'getPolicy',
      method: 'get',
      path: '/policies/{hash}',
      tag: 'Policies',
      summary: 'A profile or a calendar by the hash that names it',
      operation: 'policy:read',
      params: { hash: contentHashHex },
      replies: { 200: { description: 'The document; it never changes', schema: policyReply } },
      problems: ['not-found'],
      async handle({ params }) {
        const document = await policies.document(params['hash'] ?? '');
        return document
          ? ok(document, { 'Cache-Control': 'private, max-age=86400, immutable' })
          : refuse('not-found');
      },
    }),
  ];
}
