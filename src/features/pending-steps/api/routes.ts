import { commandId } from '../../../kit/http/schemas.ts';
import { z } from 'zod';
import { pendingPage, pendingStepReply, takenInReply } from './replies.ts';
import { ok, refuse } from '../../../kit/http/reply.ts';
import { renderPendingStep } from './render.ts';
import { type Route, route } from '../../../kit/http/route.ts';
import { enrollmentParams, type RouteContext, scopeOf } from '../../../kit/http/context.ts';
import { openPage, pageQuery } from '../../../kit/http/paging.ts';

const tag = 'Pending steps';

/** The answer to what is taken in while Temporal is away. */
export const takenIn = {
  description:
    'Temporal is away: taken in, to be recorded when it is back, after what waits already. Dated now, where it has no time.',
  schema: takenInReply,
};

/** What became of the steps that were taken in while Temporal was away. */
export function pendingRoutes(context: RouteContext): Route[] {
  const { reads } = context;
  return [
    route({
      id: 'listPendingSteps',
      method: 'get',
      path: '/enrollments/{id}/pending',
      tag,
      summary: 'Steps that were taken in while Temporal was away, newest first',
      operation: 'chart:read',
      params: enrollmentParams,
      query: z.strictObject(pageQuery),
      replies: { 200: { description: 'A page', schema: pendingPage } },
      problems: ['not-found', 'bad-cursor'],
      async handle({ caller, params, query: { limit, cursor } }) {
        const enrollmentId = params['id'] ?? '';
        const page = openPage<string>(context, ['pending', scopeOf(caller), enrollmentId], cursor);
        if (!page) return refuse('bad-cursor');
        const options = { beforeId: page.after, limit: limit + 1 };
        const rows = await reads.pendingSteps(scopeOf(caller), enrollmentId, options);
        if (!rows) return refuse('not-found');
        return ok(
          page.close(
            rows,
            limit,
            ({ id }) => id,
            (row) => renderPendingStep(enrollmentId, row, context.problemNow),
          ),
        );
      },
    }),

    route({
      id: 'getPendingStep',
      method: 'get',
      path: '/enrollments/{id}/pending/{commandId}',
      tag,
      summary: 'What became of one: it waits, was recorded, or was refused and why',
      operation: 'chart:read',
      params: { ...enrollmentParams, commandId },
      replies: { 200: { description: 'The pending step', schema: pendingStepReply } },
      problems: ['not-found'],
      async handle({ caller, params }) {
        const enrollmentId = params['id'] ?? '';
        const options = { commandId: params['commandId'] ?? '', limit: 1 };
        const [row] = (await reads.pendingSteps(scopeOf(caller), enrollmentId, options)) ?? [];
        return row ? ok(renderPendingStep(enrollmentId, row, context.problemNow)) : refuse('not-found');
      },
    }),
  ];
}
