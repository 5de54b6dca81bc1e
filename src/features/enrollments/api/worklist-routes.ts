import type { WorkRow } from '../postgres/ports.ts';
import { myWorklist, teamWorklist } from './replies.ts';
import { worklistQuery } from './schemas.ts';
import { dutyTitles, type TitleOf } from '../../../kit/duty-titles.ts';
import { ok } from '../../../kit/http/reply.ts';
import { renderClient } from '../../../kit/http/reply-parts.ts';
import { type Route, route } from '../../../kit/http/route.ts';
import type { RouteContext } from '../../../kit/http/context.ts';
import { underUsed } from '../../authorizations/api/under-used.ts';

const hourMs = 3_600_000;
const tag = 'Worklists';

/** What is to be done next: a coordinator's own list, and a team's. */
export function worklistRoutes(context: RouteContext): Route[] {
  const { reads, clock } = context;
  return [
    route({
      id: 'getMyWorklist',
      method: 'get',
      path: '/worklists/mine',
      tag,
      summary:
        "What is due on the caller's own caseload: overdue, due soon, later; what is authorized and under-used",
      operation: 'worklist:mine',
      query: worklistQuery,
      replies: { 200: { description: 'Each part by due instant', schema: myWorklist } },
      async handle({ caller, query }) {
        const now = clock.now();
        const soon = now + query.soonHours * hourMs;
        const [rows, unused] = await Promise.all([
          reads.workOf(caller.agencyId, caller.staffId, now),
          underUsed(context, caller.agencyId, caller.staffId, now),
        ]);
        const titleOf = await dutyTitles(context.policies, [
          caller.profileHash,
          ...rows.map(({ obligation }) => obligation.profileHash),
        ]);
        const between = (from: number, to: number) =>
          rows
            .filter(({ obligation: { due } }) => due >= from && due < to)
            .map((row) => renderWork(row, caller.staffId, titleOf));
        return ok({
          asOf: now,
          overdue: between(-Infinity, now),
          dueSoon: between(now, soon),
          later: between(soon, Infinity),
          underUsed: unused,
        });
      },
    }),

    route({
      id: 'getTeamWorklist',
      method: 'get',
      path: '/worklists/team',
      tag,
      summary:
        'Unassigned enrollments by age, discharged clients in danger, overdue by coordinator, counts, under-used authorizations',
      operation: 'worklist:team',
      query: worklistQuery,
      replies: { 200: { description: 'The team as it stands', schema: teamWorklist } },
      async handle({ caller, query }) {
        const now = clock.now();
        const [{ unassigned, toReopen, coordinators, stages, due }, unused] = await Promise.all([
          reads.team(caller.agencyId, now, now + query.soonHours * hourMs),
          underUsed(context, caller.agencyId, null, now),
        ]);
        return ok({
          asOf: now,
          unassigned: unassigned.map((row) => ({
            ...row,
            client: renderClient(row.client, true),
            ageHours: Math.floor(((now - row.receivedAt) / hourMs) * 10) / 10,
          })),
          toReopen: toReopen.map((row) => ({ ...row, client: renderClient(row.client, true) })),
          coordinators,
          counts: {
            byStage: Object.fromEntries(stages.map(({ stage, enrollments }) => [stage, enrollments])),
            overdue: due.overdue,
            dueSoon: due.soon,
            later: due.later,
          },
          underUsed: unused,
        });
      },
    }),
  ];
}

function renderWork(row: WorkRow, reader: string, titleOf: TitleOf) {
  const { client, coordinatorId, coordinatorName, emergency: _, obligation, ...rest } = row;
  const { focus, profileHash, key, kind, duty, opened, due, enteredLate } = obligation;
  const title = titleOf(kind, profileHash);
  return {
    ...{ ...rest, client: renderClient(client, true), about: focus, title },
    ...{ key, kind, duty, opened, due, enteredLate },
    coveringFor: coordinatorId === reader ? null : { staffId: coordinatorId, name: coordinatorName },
  };
}
