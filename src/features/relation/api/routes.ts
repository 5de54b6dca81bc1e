import { z } from 'zod';
import { actReply, askOf } from '../../../kit/http/act-reply.ts';
import { actorOf, enrollmentParams, type RouteContext } from '../../../kit/http/context.ts';
import { ok, refuse, reply } from '../../../kit/http/reply.ts';
import { actor } from '../../../kit/http/reply-parts.ts';
import { type Route, route } from '../../../kit/http/route.ts';
import { csvList } from '../../../kit/http/csv-list.ts';
import { instantOut } from '../../../kit/http/dates.ts';
import { commandId, flag, staffMember, why } from '../../../kit/http/schemas.ts';
import { pageOf, pageQuery } from '../../../kit/http/paging.ts';
import { askedDays, pageOfDays } from './asked-days.ts';
import { listTakenRoutes } from './lists-taken-routes.ts';

const tag = 'Who sees whom';

const glass = z
  .strictObject({
    ...{ id: z.string(), enrollmentId: z.string(), reference: z.string().nullable() },
    ...{ by: actor, reason: z.string(), from: instantOut, until: instantOut },
    reviewed: z
      .strictObject({ by: actor, at: instantOut })
      .nullable()
      .meta({ description: 'Who has looked into it; null: nobody has' }),
  })
  .meta({ id: 'BreakGlass', description: 'Somebody looks at a client with whom they have nothing to do' });

export const brokenGlass = pageOf(glass).meta({ id: 'BrokenGlass' });

const brokenQuery = z.strictObject({
  staffId: staffMember('about').optional().meta({ description: 'Who looked' }),
  reviewed: flag.optional().meta({ description: 'Whether somebody has looked into it' }),
  ...askedDays,
  ...pageQuery,
});

/** Looking at a client all the same, with a reason, for some hours; and who did. */
export function relationRoutes(context: RouteContext): Route[] {
  const { relations, clock } = context;
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
      summary: 'Who looked at whom and why, newest first; and whether anybody has looked into it',
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
        tells: ['identity'],
        enrollmentId: (row) => row.enrollmentId,
        columns: {
          reference: ({ reference }) => reference,
          by: ({ by }) => by.name,
          role: ({ by }) => by.role,
          reason: ({ reason }) => reason,
          from: ({ from }) => from,
          until: ({ until }) => until,
          reviewed: ({ reviewed }) => reviewed?.at,
          reviewedBy: ({ reviewed }) => reviewed?.by.name,
        },
      }),
      query: brokenQuery,
      problems: ['bad-cursor'],
      handle: ({ caller: { agencyId }, query }) =>
        pageOfDays(context, { list: 'broken-glass', agencyId }, query, {
          read: (wanted) => relations.broken({ ...wanted, staffId: query.staffId, reviewed: query.reviewed }),
          at: ({ from }) => from,
        }),
    }),

    route({
      id: 'reviewBrokenGlass',
      method: 'post',
      path: '/break-glass/{id}/review',
      tag,
      summary: 'Say that a look was looked into; who said so first stays',
      operation: 'break-glass:review',
      params: { id: commandId },
      body: z.strictObject({}).meta({ id: 'GlassReviewBody' }),
      replies: { 200: { description: 'The look', schema: glass } },
      problems: ['not-found'],
      async handle({ caller, params: { id = '' } }) {
        const row = await relations.reviewGlass(actorOf(caller), id, clock.now());
        return row ? ok(row) : refuse('not-found');
      },
    }),
    ...listTakenRoutes(context),
  ];
}
