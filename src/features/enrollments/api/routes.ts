import { enteredInErrorRoute } from './entered-in-error-route.ts';
import type { EnrollmentPlace } from '../sorts.ts';
import type { EnrollmentRow, EventRow } from '../postgres/ports.ts';
import { dutyTitles } from '../../../kit/duty-titles.ts';
import type { Caller } from '../../../kit/reads.ts';
import { renderFile } from '../../links/api/render.ts';
import { renderClient } from '../../../kit/http/reply-parts.ts';
import { enrollmentPage, enrollmentReply, obligationList, timelineReply } from './replies.ts';
import { enrollmentListQuery, timelineQuery } from './schemas.ts';
import { csvList } from '../../../kit/http/csv-list.ts';
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
    csv: csvList(enrollmentPage, {
      list: 'clients',
      rows: ({ items }) => items,
      tells: ['identity', 'assessment', 'progress', 'attendance'],
      enrollmentId: (row) => row.enrollmentId,
      client: ({ client }) => client,
      columns: {
        birthDate: ({ client }) => client.birthDate,
        stage: ({ stage }) => stage,
        level: ({ level }) => level,
        emergency: ({ emergency }) => emergency,
        coordinator: ({ coordinator }) => coordinator?.name,
        received: ({ receivedAt }) => receivedAt,
        overdue: ({ overdue }) => overdue,
        nextDuty: ({ nextDuty }) => nextDuty?.title,
        due: ({ nextDuty }) => nextDuty?.due,
        nextAppointment: ({ nextAppointment }) => nextAppointment,
        discharged: ({ dischargedAt }) => dischargedAt,
      },
    }),
    async handle({ caller, query }) {
      const { cursor, limit, coordinator, sort, ...filters } = query;
      const named = coordinator === 'me' ? caller.staffId : coordinator === 'none' ? null : coordinator;
      const scope = scopeOf(caller);
      const page = openPage<EnrollmentPlace>(
        context,
        ['enrollments', scope, named ?? '-', named === null, filters, sort],
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
        sort,
        now,
        after,
        limit: limit + 1,
      });
      const next = await nextOf(context, caller, rows, now);
      return ok(
        page.close(
          rows,
          limit,
          ({ receivedAt, nextDue, id }) => ({ receivedAt, nextDue, id }),
          (row) => ({
            ...renderEnrollment(row, knowsClients(caller)),
            ...(next.get(row.id) ?? { nextDuty: null, nextAppointment: null }),
          }),
        ),
      );
    },
  });
}

/** What comes next for each of these, for whom charts are. */
async function nextOf(context: RouteContext, caller: Caller, rows: readonly EnrollmentRow[], now: number) {
  if (!context.operationsOf(caller.role).includes('chart:read')) return new Map<string, Next>();
  const ids = rows.map(({ id }) => id);
  const [duties, appointments] = await Promise.all([
    context.reads.firstDuties(ids),
    context.reads.appointmentsOf(ids, now),
  ]);
  const hashes = [...duties.values()].map(({ profileHash }) => profileHash);
  const titleOf = await dutyTitles(context.policies, [caller.profileHash, ...hashes]);
  return new Map(
    ids.map((id): [string, Next] => {
      const { profileHash, ...duty } = duties.get(id) ?? { profileHash: undefined };
      const nextDuty = 'kind' in duty ? { ...duty, title: titleOf(duty.kind, profileHash) } : null;
      return [id, { nextDuty, nextAppointment: appointments.get(id) ?? null }];
    }),
  );
}

type Next = {
  nextDuty: { key: string; kind: string; title: string; due: number } | null;
  nextAppointment: number | null;
};

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
    summary:
      'All events in the order of entry, or the newest first: what, who, when it happened and when it was recorded, what it opened and met',
    operation: 'chart:read',
    params: enrollmentParams,
    query: timelineQuery,
    replies: { 200: { description: 'A page', schema: timelineReply } },
    problems: ['not-found'],
    async handle({ caller, params, query: { after, limit, order, type } }) {
      const rows = await context.reads.timeline(scopeOf(caller), params['id'] ?? '', {
        ...{ afterSeq: after, order, type },
        limit: limit + 1,
        details: readsDetails(caller),
      });
      if (!rows) return refuse('not-found');
      const items = rows.slice(0, limit);
      const enrollmentId = params['id'] ?? '';
      const [titleAt, moved] = await Promise.all([
        runTitles(context, { caller, enrollmentId }),
        context.reads.dutiesMoved(
          enrollmentId,
          items.map(({ seq }) => seq),
        ),
      ]);
      return ok({
        items: items.map((event) => renderEvent(event, titleAt(event.seq), moved)),
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
