import type { ProblemNow } from '../../../kit/http/problem.ts';
import type { CaseloadRow, PlaceRow } from '../../caseload/postgres/ports.ts';
import { previewBody, previewReply } from './schemas.ts';
import type { Instant } from '../../../engine/calendar/index.ts';
import { allowedAt } from '../../caseload/load.ts';
import { atOnce, cannotAct, cannotActCodes } from '../../staff/can-act.ts';
import { percentOf } from '../../caseload/share.ts';
import { type Spread, spread, type Taker, mostMoved } from '../spread.ts';
import { ok, refuse } from '../../../kit/http/reply.ts';
import { renderClient } from '../../../kit/http/reply-parts.ts';
import { renderWhy } from './render.ts';
import { type Route, route } from '../../../kit/http/route.ts';
import type { RouteContext } from '../../../kit/http/context.ts';

/** Who would go where, and what would not fit; changes nothing (ST-4). */
export function previewRoute({ caseloads, reassignments, clock, problemNow }: RouteContext): Route {
  return route({
    id: 'previewReassignment',
    method: 'post',
    path: '/reassignments/preview',
    tag: 'Moving clients',
    summary:
      'Spread clients of a coordinator over others by capacity, within the caps; changes nothing (ST-4)',
    operation: 'reassignment:plan',
    body: previewBody,
    replies: { 200: { description: 'A list to be sent to POST /reassignments', schema: previewReply } },
    problems: ['unknown-staff', 'not-their-client', 'already-there'],
    async handle({ caller, body }) {
      const now = clock.now();
      const rows = await caseloads.caseloads(caller.agencyId, now);
      const from = rows.find(({ staffId }) => staffId === body.from);
      if (!from) return refuse('unknown-staff', at(['/from']));
      const wrong = (body.to ?? []).map((id) => id === from.staffId);
      if (wrong.includes(true)) return refuse('already-there', at([`/to/${wrong.indexOf(true)}`]));
      const takers = rows.filter(
        (row) => row.active && row.role === 'coordinator' && (body.to?.includes(row.staffId) ?? row !== from),
      );
      const unknown = places(body.to ?? [], (id) => !takers.some(({ staffId }) => staffId === id));
      if (unknown.length > 0) return refuse('unknown-staff', at(unknown.map((place) => `/to/${place}`)));
      const strange = places(
        body.enrollments ?? [],
        (id) => !from.places.some((one) => one.enrollmentId === id),
      );
      if (strange.length > 0)
        return refuse('not-their-client', at(strange.map((place) => `/enrollments/${place}`)));

      const asked = from.places.filter(
        ({ enrollmentId }) => body.enrollments?.includes(enrollmentId) ?? true,
      );
      const leavers = asked.slice(0, mostMoved);
      const spreading = spread(
        leavers,
        takers.map((row) => takerOf(row, now)),
      );
      const clients = await reassignments.clientsOf(
        caller.agencyId,
        leavers.map(({ enrollmentId }) => enrollmentId),
      );
      const nameOf = new Map(takers.map(({ staffId, name }) => [staffId, name]));
      return ok({
        asOf: now,
        from: { staffId: from.staffId, name: from.name },
        items: spreading.items.flatMap(({ enrollmentId, to, why }, index) => {
          const [place, client] = [leavers[index], clients.get(enrollmentId)];
          if (!place || !client) return [];
          const goesTo = to === null ? null : { staffId: to, name: nameOf.get(to) ?? '' };
          return [
            {
              ...renderPlace(place),
              client: renderClient(client, true),
              to: goesTo,
              why: renderWhy(why, problemNow),
            },
          ];
        }),
        people: takers.map((row) => renderTaker(row, spreading, { now, problemNow })),
        unplaced: spreading.items.filter(({ to }) => to === null).length,
        beyond: asked.length - leavers.length,
      });
    },
  });
}

function takerOf(row: CaseloadRow, now: Instant): Taker {
  const { staffId, used, acting } = row;
  const why = cannotAct(acting, atOnce(now));
  return { staffId, used, allowed: allowedAt(row, now), mayNot: why && cannotActCodes[why] };
}

function renderPlace({ enrollmentId, level, share, provisional }: PlaceRow) {
  return { enrollmentId, level, percent: percentOf(share), provisional };
}

function renderTaker(
  row: CaseloadRow,
  { items, after }: Spread,
  { now, problemNow }: { now: Instant; problemNow: ProblemNow },
) {
  const { staffId, used, allowed, mayNot } = takerOf(row, now);
  return {
    ...{ staffId, name: row.name, takes: items.filter(({ to }) => to === staffId).length },
    ...{ beforePercent: percentOf(used), afterPercent: percentOf(after.get(staffId) ?? used) },
    ...{ allowedPercent: percentOf(allowed), why: renderWhy(mayNot, problemNow) },
  };
}

function places<T>(list: readonly T[], wrong: (one: T) => boolean): number[] {
  return list.flatMap((one, place) => (wrong(one) ? [place] : []));
}

function at(pointers: readonly string[]) {
  return { errors: pointers.map((pointer) => ({ pointer, detail: 'cannot be used' })) };
}
