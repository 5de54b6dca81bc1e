import { appointmentsBetween, bands } from '../bands.ts';
import { dutyLineOf, type DutyView, dutyViewOf } from './duty-line.ts';
import type { AboutClient } from '../postgres/ports.ts';
import type { WorkRow } from '../../enrollments/postgres/ports.ts';
import { dayReply } from './schemas.ts';
import { paperworkOf } from '../../notes/paperwork.ts';
import { triageOf } from '../../triage/state.ts';
import { effectiveSteps } from '../../../engine/obligations/fold.ts';
import type { RouteContext } from '../../../kit/http/context.ts';
import { ok } from '../../../kit/http/reply.ts';
import { renderClient } from '../../../kit/http/reply-parts.ts';
import { type Route, route } from '../../../kit/http/route.ts';

/** What a coordinator has before them today. */
export function dayRoutes(context: RouteContext): Route[] {
  const { reads, clock } = context;
  return [
    route({
      id: 'getDay',
      method: 'get',
      path: '/day',
      tag: 'Worklists',
      summary:
        "The caller's day by clients: what is due in which part of it, by which clause, what meets it, how they are reached",
      operation: 'day:own',
      replies: { 200: { description: 'As it stands now', schema: dayReply } },
      async handle({ caller }) {
        const now = clock.now();
        const { agencyId, staffId } = caller;
        const [rows, unread, papers] = await Promise.all([
          reads.workOf(agencyId, staffId, now),
          reads.unreadOf(caller, now),
          reads.papersOf(agencyId, staffId),
        ]);
        const hashes = rows.map(({ obligation }) => obligation.profileHash);
        const ids = [...new Set(rows.map(({ enrollmentId }) => enrollmentId))];
        const [view, about] = await Promise.all([
          dutyViewOf(context, { agencyId, role: 'coordinator' }, hashes, now),
          reads.aboutClients(agencyId, ids),
        ]);
        const { limits, policy } = view;
        const day = { ...view, reader: staffId };
        const clients = ids.map((id) =>
          cardOf(
            rows.filter(({ enrollmentId }) => enrollmentId === id),
            about.get(id),
            day,
          ),
        );
        const owed = papers.flatMap(({ steps, drafts }) => paperworkOf(steps, drafts, policy, now));
        const shown = clients.flatMap(({ duties }) => duties);
        return ok({
          asOf: now,
          timeZone: policy.calendar.timeZone,
          limits,
          counts: {
            ...countsOf(shown),
            later: clients.reduce((sum, { later }) => sum + later, 0),
          },
          unread,
          paperwork: {
            owed: owed.length,
            overdue: owed.filter(({ overdue }) => overdue).length,
          },
          clients: clients.toSorted((a, b) => placeOf(a) - placeOf(b)),
        });
      },
    }),
  ];
}

type Day = DutyView & { reader: string };

function cardOf(rows: readonly WorkRow[], about: AboutClient | undefined, day: Day) {
  const [first] = rows;
  if (!first) throw new Error('a card without a duty');
  const { enrollmentId, client, stage, level, emergency, coordinatorId, coordinatorName } = first;
  const lines = rows.map(({ obligation }) => dutyLineOf(obligation, day));
  const duties = lines.flatMap(({ band, ...line }) => (band === null ? [] : [{ ...line, band }]));
  return {
    ...{ enrollmentId, client: renderClient(client, true), stage, level, emergency },
    reach: about?.reach ?? null,
    hasSafetyPlan: about?.hasSafetyPlan ?? false,
    nextAppointment: appointmentOf(about, day),
    coveringFor: coordinatorId === day.reader ? null : { staffId: coordinatorId, name: coordinatorName },
    duties,
    later: lines.length - duties.length,
  };
}

function appointmentOf(about: AboutClient | undefined, { policy, now }: Day) {
  const { from } = appointmentsBetween(policy.calendar, now);
  const [next] = triageOf(effectiveSteps(about?.steps ?? [], now))
    .appointments.filter(({ startsAt, outcome }) => outcome === null && startsAt >= from)
    .toSorted((a, b) => a.startsAt - b.startsAt);
  return next ? { appointmentId: next.id, startsAt: next.startsAt } : null;
}

type Shown = { duties: readonly { band: (typeof bands)[number]; due: number }[] };

function countsOf(duties: Shown['duties']): Record<(typeof bands)[number], number> {
  const counts = { now: 0, overdue: 0, today: 0, tomorrow: 0, week: 0, waiting: 0 };
  for (const { band } of duties) counts[band] += 1;
  return counts;
}

/** Bands in their order, and in a band by what is due first. */
function placeOf({ duties }: Shown): number {
  const places = duties.map(({ band, due }) => bands.indexOf(band) * 1e14 + due);
  return Math.min(Number.MAX_SAFE_INTEGER, ...places);
}
