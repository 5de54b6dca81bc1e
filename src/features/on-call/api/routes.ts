import { uuid } from '../../../kit/http/schemas.ts';
import {
  mineReply,
  rotaQuery,
  rotaReply,
  shiftBody,
  shiftChangeBody,
  shiftEndBody,
  shiftsReply,
} from './schemas.ts';
import { covers, gapsOf, presentIn, stillCovering } from '../shift.ts';
import { isRefusal, ok } from '../../../kit/http/reply.ts';
import { renderShift, renderSpan, renderSwap } from './render.ts';
import { type Route, route } from '../../../kit/http/route.ts';
import type { RouteContext } from '../../../kit/http/context.ts';
import { askedBy, rotaReplyOf, shownBy } from './rota-acts.ts';
import { daysOf, shiftsIn, timesIn } from './rota-times.ts';
import { staffClockOf } from '../../staff/api/staff-clock.ts';

const tag = 'On call';
/** What is shown where the agency's staff policy does not say how far ahead it looks: then nobody looks for gaps. */
const oneWeek = 7;
const params = { id: uuid };
const written = {
  200: {
    description: 'Written. `Idempotent-Replayed: true` when an earlier request with this key had done it.',
    schema: shiftsReply,
  },
};
const clashes = [
  'on-call-already',
  'rank-taken',
  'shift-begun',
  'shift-beyond-file',
  'away-then',
  'without-access',
] as const;
const bodyProblems = ['idempotency-key-reused', 'unknown-staff', 'end-not-later', 'beyond-calendar'] as const;

/** Who is on call when: made by leads, read by the team (CR-1, IN-8). */
export function onCallRoutes(context: RouteContext): Route[] {
  return [
    rotaRoute(context),
    mineRoute(context),
    putOnCallRoute(context),
    changeShiftRoute(context),
    withdrawShiftRoute(context),
  ];
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

function putOnCallRoute(context: RouteContext): Route {
  return route({
    id: 'putOnCall',
    method: 'post',
    path: '/on-call/shifts',
    tag,
    summary: 'Put a coordinator on call, once or week after week (CR-1)',
    operation: 'on-call:keep',
    body: shiftBody,
    takesKey: true,
    replies: written,
    problems: [...bodyProblems, ...clashes],
    async handle(input) {
      const { staffId, rank, reason = null } = input.body;
      const shown = await shownBy(context, input.caller.agencyId);
      const spans = shiftsIn(shown, input.body);
      if (isRefusal(spans)) return spans;
      const act = askedBy(context, input, shown, 'on-call/shifts');
      const outcome = await context.onCall.make({ ...act, staffId, rank, spans, reason });
      return rotaReplyOf(outcome, shown, { body: input.body, of: spans.length });
    },
  });
}

function changeShiftRoute(context: RouteContext): Route {
  return route({
    id: 'changeShift',
    method: 'post',
    path: '/on-call/shifts/{id}/change',
    tag,
    summary: 'Give a shift, or what is left of it, another person, rank or time; the old one stays readable',
    operation: 'on-call:keep',
    params,
    body: shiftChangeBody,
    takesKey: true,
    replies: written,
    problems: ['unknown-shift', 'shift-over', ...bodyProblems, ...clashes],
    async handle(input) {
      const { staffId, rank, reason } = input.body;
      const id = input.params['id'] ?? '';
      const shown = await shownBy(context, input.caller.agencyId);
      const times = timesIn(shown, input.body);
      if (isRefusal(times)) return times;
      const wanted = {
        ...times,
        ...(staffId === undefined ? {} : { staffId }),
        ...(rank === undefined ? {} : { rank }),
      };
      const act = askedBy(context, input, shown, `on-call/shifts/${id}/change`);
      const outcome = await context.onCall.change({ ...act, id, wanted, reason });
      return rotaReplyOf(outcome, shown, { body: input.body });
    },
  });
}

function withdrawShiftRoute(context: RouteContext): Route {
  return route({
    id: 'withdrawShift',
    method: 'post',
    path: '/on-call/shifts/{id}/withdraw',
    tag,
    summary: 'Withdraw a shift, or what is left of it; it stays readable with the reason',
    operation: 'on-call:keep',
    params,
    body: shiftEndBody,
    takesKey: true,
    replies: written,
    problems: ['idempotency-key-reused', 'unknown-shift', 'shift-over'],
    async handle(input) {
      const id = input.params['id'] ?? '';
      const shown = await shownBy(context, input.caller.agencyId);
      const act = askedBy(context, input, shown, `on-call/shifts/${id}/withdraw`);
      return rotaReplyOf(await context.onCall.withdraw({ ...act, id, reason: input.body.reason }), shown);
    },
  });
}
