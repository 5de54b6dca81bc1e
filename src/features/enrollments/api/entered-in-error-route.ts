import { z } from 'zod';
import { knowsClients, readsDetails, type RouteContext } from '../../../kit/http/context.ts';
import { ok } from '../../../kit/http/reply.ts';
import { author, client, renderClient } from '../../../kit/http/reply-parts.ts';
import { type Route, route } from '../../../kit/http/route.ts';
import { instantOut } from '../../../kit/http/dates.ts';

const most = 500;

const enteredInErrorReply = z
  .strictObject({
    items: z.array(
      z.strictObject({
        ...{ enrollmentId: z.string(), client, stepId: z.string(), at: instantOut, by: author },
        reason: z
          .string()
          .nullable()
          .optional()
          .meta({ description: 'Only for roles that may read what people wrote' }),
        missesWithdrawn: z
          .int()
          .meta({ description: 'Deadlines that had been missed by then, and were taken back with it' }),
        undoneAt: instantOut.nullable().meta({ description: 'It was meant after all' }),
      }),
    ),
  })
  .meta({ id: 'EnteredInError' });

/** Referrals that were never meant: in no other list, so in one of their own. */
export function enteredInErrorRoute({ reads }: RouteContext): Route {
  return route({
    id: 'listEnteredInError',
    method: 'get',
    path: '/entered-in-error',
    tag: 'Enrollments',
    summary: `Referrals that a lead has called never meant, with what had been missed by then: the newest ${most}`,
    operation: 'entered-in-error:read',
    replies: { 200: { description: 'The newest first', schema: enteredInErrorReply } },
    async handle({ caller }) {
      const rows = await reads.enteredInError(caller.agencyId, most);
      return ok({
        items: rows.map(({ reason, ...row }) => ({
          ...row,
          client: renderClient(row.client, knowsClients(caller)),
          ...(readsDetails(caller) ? { reason } : {}),
        })),
      });
    },
  });
}
