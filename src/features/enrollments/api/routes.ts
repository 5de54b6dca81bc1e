import { enteredInErrorRoute } from './entered-in-error-route.ts';
import type { EnrollmentRow, EventRow } from '../postgres/ports.ts';
import { renderFile } from '../../links/api/render.ts';
import { renderClient } from '../../../kit/http/reply-parts.ts';
import { enrollmentPage, enrollmentReply, obligationList, timelineReply } from './replies.ts';
import { enrollmentListQuery, timelineQuery } from './schemas.ts';
import { ok, refuse } from '../../../kit/http/reply.ts';
import { renderEvent } from './render-event.ts';
import { runTitles } from './run-titles.ts';
import { renderObligation } from './render-obligation.ts';
import { type Route, route } from '../../../kit/http/route.ts';
import {
  enrollmentParams,
  knowsClients,
  readsDetails,
  type RouteContext,
  scopeOf,
} from '../../../kit/http/context.ts';
import { openPage } from '../../../kit/http/paging.ts';

const tag = 'Enrollments';

/** What can be read about enrollments. */
export function enrollmentRoutes(context: RouteContext): Route[] {
  return [
    listRoute(context),
    enteredInErrorRoute(context),
    enrollmentRoute(context),
    obligationsRoute(context),
    timelineRoute(context),
  ];
}

function listRoute(context: RouteContext): Route {
  return route({
    id: 'listEnrollments',
    method: 'get',
    path: '/enrollments',
    tag,
    summary: 'List enrollments, newest referral first',
    operation: 'enrollment:read',
    query: enrollmentListQuery,
    replies: { 200: { description: 'A page', schema: enrollmentPage } },
    problems: ['bad-cursor'],
    async handle({ caller, query }) {
      const { cursor, limit, coordinator, ...filters } = query;
      const named = coordinator === 'me' ? caller.staffId : coordinator === 'none' ? null : coordinator;
      const scope = scopeOf(caller);
      const page = openPage<{ receivedAt: number; id: string }>(
        context,
        ['enrollments', scope, named ?? '-', named === null, filters],
        cursor,
      );
      if (!page) return refuse('bad-cursor');
      const { after } = page;
      const now = context.clock.now();
      const rows = await context.reads.enrollments({
        scope,
        of: await context.reads.relatedTo(caller, now),
        ...filters,
        coordinatorId: named,
        now,
        after,
        limit: limit + 1,
      });
      return ok(
        page.close(
          rows,
          limit,
          ({ receivedAt, id }) => ({ receivedAt, id }),
          (row) => renderEnrollment(row, knowsClients(caller)),
        ),
      );
    },
  });
}

function enrollmentRoute(context: RouteContext): Route {
  return route({
    id: 'getEnrollment',
    method: 'get',
    path: '/enrollments/{id}',
    tag,
    summary: 'One enrollment',
    operation: 'enrollment:read',
    params: enrollmentParams,
    replies: { 200: { description: 'The enrollment; its version is the ETag', schema: enrollmentReply } },
    problems: ['not-found'],
    async handle({ caller, params }) {
      const row = await context.reads.enrollment(scopeOf(caller), params['id'] ?? '', context.clock.now());
      if (!row) return refuse('not-found');
      const names = knowsClients(caller);
      const files = names ? await context.links.files(caller.agencyId, row.client.id) : null;
      const linked = files ? { linked: files.map(renderFile) } : {};
      return ok({ ...renderEnrollment(row, names), ...linked }, { ETag: `"${row.version}"` });
    },
  });
}

function obligationsRoute(context: RouteContext): Route {
  return route({
    id: 'getObligations',
    method: 'get',
    path: '/enrollments/{id}/obligations',
    tag,
    summary: 'All that is or was owed to the client, each with its why',
    operation: 'chart:read',
    params: enrollmentParams,
    replies: { 200: { description: 'By opening, then kind', schema: obligationList } },
    problems: ['not-found'],
    async handle({ caller, params }) {
      const id = params['id'] ?? '';
      const rows = await context.reads.obligations(scopeOf(caller), id);
      if (!rows) return refuse('not-found');
      const now = context.clock.now();
      const seqs = new Set(rows.flatMap((row) => [row.openedBySeq, row.closedBySeq ?? []].flat()));
      const events = await context.reads.eventsBySeq(id, [...seqs]);
      const bySeq = new Map<number, EventRow>(events.map((event) => [event.seq, event]));
      const items = [];
      for (const row of rows) {
        items.push(renderObligation(row, await context.policies.profile(row.profileHash), bySeq, now));
      }
      return ok({ asOf: now, items });
    },
  });
}

function timelineRoute(context: RouteContext): Route {
  return route({
    id: 'getTimeline',
    method: 'get',
    path: '/enrollments/{id}/timeline',
    tag,
    summary: 'All events in the order of entry: what, who, when it happened and when it was recorded',
    operation: 'chart:read',
    params: enrollmentParams,
    query: timelineQuery,
    replies: { 200: { description: 'A page', schema: timelineReply } },
    problems: ['not-found'],
    async handle({ caller, params, query: { after, limit } }) {
      const rows = await context.reads.timeline(scopeOf(caller), params['id'] ?? '', {
        afterSeq: after,
        limit: limit + 1,
        details: readsDetails(caller),
      });
      if (!rows) return refuse('not-found');
      const items = rows.slice(0, limit);
      const titleAt = await runTitles(context, { caller, enrollmentId: params['id'] ?? '' });
      return ok({
        items: items.map((event) => renderEvent(event, titleAt(event.seq))),
        nextAfter: rows.length > limit ? (items.at(-1)?.seq ?? null) : null,
      });
    },
  });
}

function renderEnrollment(row: EnrollmentRow, names: boolean) {
  const { coordinatorId, coordinatorName } = row;
  return {
    enrollmentId: row.id,
    client: renderClient(row.client, names),
    stage: row.stage,
    level: row.level,
    emergency: row.emergency,
    coordinator: coordinatorId === null ? null : { staffId: coordinatorId, name: coordinatorName },
    receivedAt: row.receivedAt,
    nextDue: row.nextDue,
    overdue: row.overdueNow,
    version: row.version,
    pendingSteps: row.pendingSteps,
    profileHash: row.profileHash,
    calendarHash: row.calendarHash,
    dischargedAt: row.dischargedAt,
    endedAt: row.endedAt,
    enteredInErrorAt: row.inErrorAt,
  };
}
