import { v5 as uuidV5 } from 'uuid';
import { isOneOf } from '../../../kit/http/roles.ts';
import { reassignmentPermissions } from './permissions.ts';
import type { Caller } from '../../../kit/reads.ts';
import { uuid } from '../../../kit/http/schemas.ts';
import { planBody, reassignmentReply, reassignmentsReply } from './schemas.ts';
import type { PlanRefused } from '../decide.ts';
import { actReply, askOf } from '../../../kit/http/act-reply.ts';
import { csvList } from '../../../kit/http/csv-list.ts';
import { ok, type Refusal, refuse, reply } from '../../../kit/http/reply.ts';
import { carryingOut } from '../activities/sweep.ts';
import { type ReadBy, renderReassignment } from './render.ts';
import { type Route, route } from '../../../kit/http/route.ts';
import { actorOf, type RouteContext } from '../../../kit/http/context.ts';
import { previewRoute } from './preview-route.ts';
import { cannotActProblems } from '../../staff/api/to-act.ts';

// Names made from an agency and a key: any fixed UUID will do, as long as it never changes.
const namespace = '5a1d4f0c-7b3e-5c62-8f0a-1c9d2e6b7a45';
const tag = 'Moving clients';
const params = { id: uuid };
const most = 50;

/** Clients of one coordinator go to others: previewed, planned, moved one by one, stopped (ST-4). */
export function reassignmentRoutes(context: RouteContext): Route[] {
  const { reassignments, gateway, clock } = context;
  return [
    previewRoute(context),
    route({
      id: 'reassign',
      method: 'post',
      path: '/reassignments',
      tag,
      summary: 'Move clients of one coordinator to others, each by a step of their own; goes on by itself',
      operation: 'reassignment:plan',
      body: planBody,
      takesKey: true,
      replies: {
        202: {
          description: 'Planned. Where `Location` says stands what became of each client',
          schema: reassignmentReply,
        },
      },
      problems: [
        ...(['idempotency-key-reused', ...cannotActProblems] as const),
        ...(['not-their-client', 'being-moved', 'already-there'] as const),
      ],
      async handle(input) {
        const { caller, body } = input;
        const ask = askOf(context, input, { route: 'reassignments' });
        const id = uuidV5(`${caller.agencyId}/${ask.commandId}`, namespace);
        const outcome = await reassignments.plan({ ...ask, ...body, id });
        // While Temporal is away it is planned all the same: a worker begins it.
        if ('row' in outcome && outcome.row.endedAt === null)
          await gateway.begin(carryingOut({ reassignmentId: id, agencyId: caller.agencyId }));
        return actReply(outcome, {
          thing: 'reassignment',
          reply: (row) =>
            reply(202, renderReassignment(row, null, context.problemNow), {
              Location: `/api/v1/reassignments/${id}`,
            }),
          refusal: refusalOf,
        });
      },
    }),

    route({
      id: 'listReassignments',
      method: 'get',
      path: '/reassignments',
      tag,
      summary: `The newest ${most} reassignments; coordinators read those that concern them`,
      operation: 'reassignment:read',
      replies: { 200: { description: 'Newest first', schema: reassignmentsReply } },
      csv: csvList(reassignmentsReply, {
        list: 'moves',
        rows: ({ items }) => items.flatMap((move) => move.items.map((one) => ({ ...one, move }))),
        tells: ['identity'],
        enrollmentId: (row) => row.enrollmentId,
        client: ({ client }) => client,
        columns: {
          from: ({ move }) => move.from.name,
          to: ({ to }) => to.name,
          state: ({ state }) => state,
          settled: ({ settledAt }) => settledAt,
          planned: ({ move }) => move.recordedAt,
          by: ({ move }) => move.by.name,
          reason: ({ move }) => move.reason,
        },
      }),
      async handle({ caller }) {
        const reader = await readBy(context, caller);
        const concerning = reader?.only ?? null;
        const rows = await reassignments.reassignments(caller.agencyId, { concerning, limit: most });
        return ok({ items: rows.map((row) => renderReassignment(row, reader, context.problemNow)) });
      },
    }),

    route({
      id: 'getReassignment',
      method: 'get',
      path: '/reassignments/{id}',
      tag,
      summary: 'How far a reassignment is: who was moved, who was refused and why, who waits',
      operation: 'reassignment:read',
      params,
      replies: { 200: { description: 'As it stands now', schema: reassignmentReply } },
      problems: ['not-found'],
      async handle({ caller, params: { id = '' } }) {
        const row = await reassignments.reassignment(caller.agencyId, id);
        if (!row) return refuse('not-found');
        const page = renderReassignment(row, await readBy(context, caller), context.problemNow);
        return page.items.length === 0 ? refuse('not-found') : ok(page);
      },
    }),

    route({
      id: 'stopReassignment',
      method: 'post',
      path: '/reassignments/{id}/stop',
      tag,
      summary: 'Move nobody else; whoever was moved stays moved. A second time changes nothing',
      operation: 'reassignment:plan',
      params,
      replies: { 200: { description: 'Stopping, or stopped', schema: reassignmentReply } },
      problems: ['not-found', 'reassignment-over'],
      async handle({ caller, params: { id = '' } }) {
        const stopped = await reassignments.stop({ by: actorOf(caller), id, now: clock.now() });
        const row = await reassignments.reassignment(caller.agencyId, id);
        if (!row) return refuse('not-found');
        return stopped ? ok(renderReassignment(row, null, context.problemNow)) : refuse('reassignment-over');
      },
    }),
  ];
}

/** Points at each client of the list that it is about, or at whom they go from. */
function refusalOf({ code, items }: PlanRefused): Refusal {
  const field = code === 'not-their-client' || code === 'being-moved' ? 'enrollmentId' : 'to';
  const pointers = items.length > 0 ? items.map((place) => `/items/${place}/${field}`) : ['/from'];
  return refuse(code, { errors: pointers.map((pointer) => ({ pointer, detail: 'cannot be used' })) });
}

/** Those who plan read everything, coordinators what concerns them. */
async function readBy({ reads, clock }: RouteContext, caller: Caller): Promise<ReadBy> {
  if (isOneOf(caller.role, reassignmentPermissions['reassignment:plan'])) return null;
  const related = await reads.relatedTo(caller, clock.now());
  return { only: caller.staffId, related: new Set(related) };
}
