import { dutyTitles } from '../../../kit/duty-titles.ts';
import { enrollmentParams, readsDetails, type RouteContext, scopeOf } from '../../../kit/http/context.ts';
import { agencyPolicy } from '../../../kit/http/documents/agency-policy.ts';
import { ok, refuse } from '../../../kit/http/reply.ts';
import { type Route, route } from '../../../kit/http/route.ts';
import { unauthorizedKind } from '../rules.ts';
import { namesOfRecipients } from './recipients.ts';
import { renderLine } from './render.ts';
import { accountingReply, unauthorizedReply } from './schemas.ts';
import { tellingsRoute } from './tellings-route.ts';

const tag = 'Disclosures';

/** The accounting of disclosures: what left the agency, to whom, what for, why it was allowed (RF-3, 42 CFR part 2). */
export function disclosureRoutes(context: RouteContext): Route[] {
  const { disclosures, reads, clock, policies } = context;
  return [
    route({
      id: 'getDisclosures',
      method: 'get',
      path: '/enrollments/{id}/disclosures',
      tag,
      summary:
        'What has left the agency about the client: to whom, what, what for, why it was allowed (RF-3)',
      operation: 'accounting:read',
      params: enrollmentParams,
      replies: { 200: { description: 'The newest first', schema: accountingReply } },
      problems: ['not-found'],
      async handle({ caller, params: { id = '' } }) {
        const now = clock.now();
        if (!(await reads.enrollment(scopeOf(caller), id, now))) return refuse('not-found');
        const rows = await disclosures.accounting(caller.agencyId, id);
        const mayRead = readsDetails(caller);
        const place = { agencyId: caller.agencyId, enrollmentId: id };
        const told = rows.map(({ to }) => to);
        const names = mayRead ? await namesOfRecipients(context, place, told) : new Map<string, string>();
        return ok({
          asOf: now,
          items: rows.map((row) => ({ ...renderLine(row, names), words: mayRead ? row.words : null })),
        });
      },
    }),

    route({
      id: 'listUnauthorizedDisclosures',
      method: 'get',
      path: '/disclosures/unauthorized',
      tag,
      summary: 'What was told that nothing allowed, and nobody has settled yet: codes, no names (RF-3)',
      operation: 'unauthorized-disclosures:read',
      replies: { 200: { description: 'The longest due first', schema: unauthorizedReply } },
      async handle({ caller: { agencyId } }) {
        const rows = await disclosures.unauthorized(agencyId);
        const policy = await agencyPolicy(context, agencyId);
        const titleOf = await dutyTitles(policies, [policy.profileHash]);
        const title = titleOf(unauthorizedKind, policy.profileHash);
        const items = rows.map(({ rows: told, ...rest }) => ({
          ...{ ...rest, kind: unauthorizedKind, title },
          told: told.map((row) => renderLine(row, new Map())),
        }));
        return ok({ asOf: clock.now(), items });
      },
    }),
    tellingsRoute(context),
  ];
}
