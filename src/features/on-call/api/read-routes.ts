import { isRefusal, ok, refuse } from '../../../kit/http/reply.ts';
import { type Route, route } from '../../../kit/http/route.ts';
import { uuid } from '../../../kit/http/schemas.ts';
import type { RouteContext } from '../../../kit/http/context.ts';
import { staffClockOf } from '../../staff/api/staff-clock.ts';
import { covers, gapsOf, presentIn, stillCovering } from '../shift.ts';
import { nowRoute } from './now-route.ts';
import { renderShift, renderSpan, renderSwap } from './render.ts';
import { shownBy } from './rota-acts.ts';
import { daysOf } from './rota-times.ts';
import { mineReply, rotaQuery, rotaReply, shiftReply } from './schemas.ts';

const tag = 'On call';
/** What is shown where the agency's staff policy does not say how far ahead it looks: then nobody looks for gaps. */
const oneWeek = 7;

export function rotaReads(context: RouteContext): Route[] {
  return [rotaRoute(context), mineRoute(context), nowRoute(context), shiftRoute(context)];
}

function rotaRoute(context: RouteContext): Route {
  return route({
    id: 'getRota',
    method: 'get',
    path: '/on-call',
    tag,
    summary: 'Who is on call when, in order of rank, and when nobody is (CR-1)',
    operation: 'on-call:read',
    query: rotaQuery,
    replies: { 200: { description: 'Soonest first', schema: rotaReply } },
    problems: ['end-not-later', 'beyond-calendar'],
    async handle({ caller, query }) {
      const { calendar, staffPolicy } = await staffClockOf(context, caller.agencyId);
      const now = context.clock.now();
      const ahead = staffPolicy.onCall?.aheadDays.value ?? oneWeek;
      const span = daysOf({ calendar, now }, query, ahead);
      if (isRefusal(span)) return span;
      const [shifts, begun] = await Promise.all([
        context.onCall.shifts(caller.agencyId, span),
        context.onCall.begun(caller.agencyId),
      ]);
      const covering = shifts.flatMap((shift) => presentIn(stillCovering(shift, now), shift.away));
      const gaps = begun === null ? [] : gapsOf(covering, Math.max(span.from, begun), span.until);
      return ok({
        ...{ asOf: now, from: span.from, until: span.until },
        ...{ timeZone: calendar.timeZone, hasRota: begun !== null },
        shifts: shifts.map((shift) => renderShift(shift, { calendar, now })),
        gaps: gaps.map((gap) => renderSpan(gap, calendar)),
      });
    },
  });
}

function mineRoute(context: RouteContext): Route {
  return route({
    id: 'getMyOnCall',
    method: 'get',
    path: '/on-call/mine',
    tag,
    summary: "The caller's own shifts, now and next, and the swaps that wait (CR-1)",
    operation: 'on-call:mine',
    replies: { 200: { description: 'As it stands now', schema: mineReply } },
    async handle({ caller }) {
      const shown = await shownBy(context, caller.agencyId);
      const { staffId } = caller;
      const { shifts, swaps } = await context.onCall.mine(caller.agencyId, staffId, shown.now);
      const current = shifts.find((shift) => covers(shift, shown.now));
      const waiting = swaps
        .map((row) => ({ asker: row.shift.staffId, ...renderSwap(row, shown) }))
        .filter(({ state }) => state === 'asked');
      const bare = ({ asker: _, ...swap }: (typeof waiting)[number]) => swap;
      return ok({
        ...{ asOf: shown.now, timeZone: shown.calendar.timeZone },
        onCallNow: current ? renderShift(current, shown) : null,
        next: shifts.filter(({ from }) => from > shown.now).map((shift) => renderShift(shift, shown)),
        toAnswer: waiting.filter(({ asker }) => asker !== staffId).map(bare),
        asked: waiting.filter(({ asker }) => asker === staffId).map(bare),
      });
    },
  });
}

function shiftRoute(context: RouteContext): Route {
  return route({
    id: 'getShift',
    method: 'get',
    path: '/on-call/shifts/{id}',
    tag,
    summary: 'A shift of the rota, with who has put and changed it (CR-1)',
    operation: 'on-call:read',
    params: { id: uuid },
    replies: { 200: { description: 'As it stands now', schema: shiftReply } },
    problems: ['unknown-shift'],
    async handle({ caller: { agencyId }, params: { id = '' } }) {
      const row = await context.onCall.shift(agencyId, id);
      if (!row) return refuse('unknown-shift');
      const shift = renderShift(row, await shownBy(context, agencyId));
      return ok(shift, { ETag: `"${shift.revision}"` });
    },
  });
}
