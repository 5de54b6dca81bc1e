import { z } from 'zod';
import { contentHash } from '../../../kit/content-hash.ts';
import { uuid } from '../../../kit/http/schemas.ts';
import { planComparison, planReadiness } from './schemas.ts';
import { compare } from '../compare.ts';
import { countdown } from '../countdown.ts';
import { missingFrom } from '../missing.ts';
import { agencyPolicy, dateAt } from '../../../kit/http/documents/agency-policy.ts';
import { ok, refuse } from '../../../kit/http/reply.ts';
import { type Input, type Route, route } from '../../../kit/http/route.ts';
import { enrollmentParams, type RouteContext, scopeOf } from '../../../kit/http/context.ts';
import { planRow } from './plan-row.ts';

export const plansTag = 'Plans of care';

/** What is worked out from plans: the difference of two, and what one lacks. */
export function planReadRoutes(context: RouteContext): Route[] {
  /** Null when there is no such enrollment, or no such plan of it, for the caller. */
  async function plan({ caller, params }: Pick<Input, 'caller' | 'params'>, id: string) {
    const enrollmentId = params['id'] ?? '';
    if (!(await context.reads.admission(scopeOf(caller), enrollmentId, null))) return null;
    return planRow(context, caller.agencyId, enrollmentId, id);
  }

  return [
    route({
      id: 'comparePlans',
      method: 'get',
      path: '/enrollments/{id}/plans/compare',
      tag: plansTag,
      summary: 'Two versions side by side: what differs, by section and item',
      operation: 'details:read',
      params: enrollmentParams,
      query: z.strictObject({
        left: uuid.meta({ description: 'The earlier plan' }),
        right: uuid.meta({ description: 'The later one' }),
      }),
      replies: { 200: { description: 'Sections that agree are left out', schema: planComparison } },
      problems: ['not-found'],
      async handle({ caller, params, query }) {
        const [left, right] = await Promise.all([
          plan({ caller, params }, query.left),
          plan({ caller, params }, query.right),
        ]);
        if (!left || !right) return refuse('not-found');
        return ok({ left: left.id, right: right.id, sections: compare(left.content, right.content) });
      },
    }),

    route({
      id: 'getPlanReadiness',
      method: 'get',
      path: '/enrollments/{id}/plans/{documentId}/readiness',
      tag: plansTag,
      summary: 'What a plan lacks to be complete, and what is to be ready by when before a release (PL-9)',
      operation: 'details:read',
      params: { ...enrollmentParams, documentId: uuid },
      replies: { 200: { description: 'As of today', schema: planReadiness } },
      problems: ['not-found'],
      async handle({ caller, params }) {
        const row = await plan({ caller, params }, params['documentId'] ?? '');
        if (!row) return refuse('not-found');
        const policy = await agencyPolicy(context, caller.agencyId);
        const today = dateAt(policy, context.clock.now());
        return ok({
          missing:
            row.state === 'complete'
              ? []
              : missingFrom(row.content, today, contentHash).map(({ field, detail }) => ({
                  pointer: `/${field.replaceAll('.', '/')}`,
                  detail,
                })),
          countdown: countdown(row.content, row.state, policy.profile.reentry?.value ?? []),
        });
      },
    }),
  ];
}
