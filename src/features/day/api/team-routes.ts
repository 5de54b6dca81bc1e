import { limitsOf } from '../bands.ts';
import { approvalsOf } from './approvals.ts';
import { approvalsReply, teamDayReply } from './approvals-schemas.ts';
import { overdueByStaff } from './overdue-route.ts';
import { csvList } from '../../../kit/http/csv-list.ts';
import { ok } from '../../../kit/http/reply.ts';
import type { RouteContext } from '../../../kit/http/context.ts';
import { type Route, route } from '../../../kit/http/route.ts';

const tag = 'Worklists';
const shownPeople = 8;

/** What leads have before them: what waits for their word, and how the team's day stands. */
export function teamDayRoutes(context: RouteContext): Route[] {
  const { reads, clock, absences } = context;
  return [
    route({
      id: 'getApprovals',
      method: 'get',
      path: '/approvals',
      ...{ tag, operation: 'approvals:read' },
      summary: 'What waits for a lead: searches, levels, reopenings, disputes, offers, reviews to sign',
      replies: { 200: { description: 'The oldest first', schema: approvalsReply } },
      csv: csvList(approvalsReply, {
        list: 'approvals',
        rows: ({ items }) => items,
        tells: ['identity', 'assessment', 'progress'],
        enrollmentId: (row) => row.enrollmentId,
        client: ({ client }) => client,
        columns: {
          what: ({ what }) => what,
          level: ({ level }) => level,
          coordinator: ({ coordinator }) => coordinator?.name,
          duty: ({ duty }) => duty?.title,
          from: ({ offer }) => offer?.from,
          reviewOf: ({ review }) => review?.staff.name,
          since: ({ since }) => since,
          due: ({ duty }) => duty?.due,
        },
      }),
      async handle({ caller }) {
        const { policy, items } = await approvalsOf(context, caller);
        return ok({
          asOf: clock.now(),
          timeZone: policy.calendar.timeZone,
          levels: policy.profile.levels.map(({ id, title, intensity = null }) => ({
            ...{ level: id, title, intensity },
          })),
          items,
        });
      },
    }),

    route({
      id: 'getTeamDay',
      method: 'get',
      path: '/team',
      ...{ tag, operation: 'team-day:read' },
      summary: 'The team’s day at one look: overdue, due today, approvals, the queue, who is away',
      replies: { 200: { description: 'As it stands now', schema: teamDayReply } },
      async handle({ caller }) {
        const now = clock.now();
        const { agencyId } = caller;
        const { policy, items } = await approvalsOf(context, caller);
        const { todayEnds } = limitsOf(policy.calendar, now);
        const [cells, unassigned, provisional, away, names] = await Promise.all([
          reads.overdueCells(agencyId, now, todayEnds),
          // As the queue has them: without anybody, and with whoever was on call.
          reads.waiting(agencyId, 'unassigned', 1),
          reads.waiting(agencyId, 'provisional', 1),
          absences.absences(agencyId, { now }),
          reads.staffNames(agencyId),
        ]);
        const dues = [unassigned, provisional].flatMap(({ rows }) => rows[0]?.owed?.due ?? []);
        const firstDue = dues.length === 0 ? null : Math.min(...dues);
        const { counts, people } = overdueByStaff(cells, names);
        return ok({
          asOf: now,
          timeZone: policy.calendar.timeZone,
          duties: counts,
          people: people.slice(0, shownPeople),
          approvals: { waiting: items.length, oldest: items[0]?.since ?? null },
          queue: { waiting: unassigned.total + provisional.total, due: firstDue },
          away: away
            .filter(({ from }) => from <= todayEnds)
            .map(({ staff, cover, from, until }) => ({ staff, cover, from, until })),
        });
      },
    }),
  ];
}
