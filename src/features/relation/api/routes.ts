import { z } from 'zod';
import { actReply, askOf } from '../../../kit/http/act-reply.ts';
import { enrollmentParams, type RouteContext } from '../../../kit/http/context.ts';
import { ok, refuse, reply } from '../../../kit/http/reply.ts';
import { actor } from '../../../kit/http/reply-parts.ts';
import { type Route, route } from '../../../kit/http/route.ts';
import { csvList } from '../../../kit/http/csv-list.ts';
import { instantOut } from '../../../kit/http/dates.ts';
import { why } from '../../../kit/http/schemas.ts';
import { listTakenRoutes } from './lists-taken-routes.ts';

const tag = 'Who sees whom';
const most = 200;

const glass = z
  .strictObject({
    ...{ id: z.string(), enrollmentId: z.string(), by: actor, reason: z.string() },
    ...{ from: instantOut, until: instantOut },
  })
  .meta({ id: 'BreakGlass', description: 'Somebody looks at a client with whom they have nothing to do' });

const brokenGlass = z.strictObject({ items: z.array(glass) }).meta({ id: 'BrokenGlass' });

/** Looking at a client all the same, with a reason, for some hours; and who did. */
export function relationRoutes(context: RouteContext): Route[] {
  const { relations } = context;
  return [
    route({
      id: 'breakGlass',
      method: 'post',
      path: '/enrollments/{id}/break-glass',
      tag,
      summary: 'Look at a client all the same, for four hours; the privacy officer is told',
      operation: 'break-glass',
      // Who could see the client anyway needs no glass.
      client: 'open',
      params: enrollmentParams,
      body: z.strictObject({ reason: why('Why it cannot wait.') }).meta({ id: 'BreakGlassBody' }),
      takesKey: true,
      replies: { 201: { description: 'Open until then', schema: glass } },
      problems: ['not-found', 'idempotency-key-reused', 'related-already', 'not-for-glass'],
      async handle(input) {
        const { caller, body } = input;
        const { id: enrollmentId = '' } = input.params;
        const ask = askOf(context, input, { route: `enrollments/${enrollmentId}/break-glass` });
        const outcome = await relations.breakGlass({ ...ask, ...body, caller, enrollmentId });
        return actReply(outcome, {
          thing: 'client',
          reply: (row) => reply(201, row),
          refusal: refuse,
        });
      },
    }),

    route({
      id: 'listBrokenGlass',
      method: 'get',
      path: '/break-glass',
      tag,
      summary: `Who looked at whom and why: the newest ${most}`,
      operation: 'break-glass:read',
      replies: {
        200: {
          description: 'The newest first',
          schema: brokenGlass,
        },
      },
      csv: csvList(brokenGlass, {
        list: 'broken-glass',
        rows: ({ items }) => items,
        enrollmentId: (row) => row.enrollmentId,
        columns: {
          enrollmentId: (row) => row.enrollmentId,
          by: ({ by }) => by.name,
          role: ({ by }) => by.role,
          reason: ({ reason }) => reason,
          from: ({ from }) => from,
          until: ({ until }) => until,
        },
      }),
      async handle({ caller }) {
        return ok({ items: await relations.broken(caller.agencyId, most) });
      },
    }),
    ...listTakenRoutes(context),
  ];
}
