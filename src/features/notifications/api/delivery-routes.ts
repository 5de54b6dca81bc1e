import { contentHashHex } from '../../../kit/http/schemas.ts';
import { deliveriesQuery, deliveryList, policyReply } from './schemas.ts';
import { ok, refuse } from '../../../kit/http/reply.ts';
import { type Route, route } from '../../../kit/http/route.ts';
import type { RouteContext } from '../../../kit/http/context.ts';

/** What ops looks after, and the policies anybody may look up. */
export function deliveryRoutes({ reads, policies }: RouteContext): Route[] {
  return [
    route({
      id: 'listDeliveries',
      method: 'get',
      path: '/ops/deliveries',
      tag: 'Ops',
      summary: "Messages of the caller's agency that are not sent yet, and why",
      operation: 'deliveries:read',
      query: deliveriesQuery,
      replies: {
        200: {
          description: 'Oldest first; all that are not sent are counted, and those tried in vain',
          schema: deliveryList,
        },
      },
      async handle({ caller, query: { state, limit } }) {
        const [rows, counts] = await Promise.all([
          reads.deliveries(caller.agencyId, { failing: state === 'failing', limit }),
          reads.outbox(caller.agencyId),
        ]);
        const items = rows.map(({ notificationKind, ...row }) => ({ ...row, kind: notificationKind }));
        return ok({ ...counts, items });
      },
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
