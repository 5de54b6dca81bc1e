import { uuid } from '../../../kit/http/schemas.ts';
import { shiftBody, shiftChangeBody, shiftChangedReply, shiftEndBody, shiftsReply } from './schemas.ts';
import { isRefusal } from '../../../kit/http/reply.ts';
import { rotaReads } from './read-routes.ts';
import { type Route, route } from '../../../kit/http/route.ts';
import type { RouteContext } from '../../../kit/http/context.ts';
import { askedBy, changeReplyOf, rotaReplyOf, shownBy } from './rota-acts.ts';
import { shiftsIn, timesIn } from './rota-times.ts';
import { cannotActProblems } from '../../staff/api/to-act.ts';

const tag = 'On call';
const params = { id: uuid };
const written = {
  200: {
    description: 'Written. `Idempotent-Replayed: true` when an earlier request with this key had done it.',
    schema: shiftsReply,
  },
};
const clashes = ['on-call-already', 'rank-taken', 'shift-begun', ...cannotActProblems] as const;
const bodyProblems = ['idempotency-key-reused', 'end-not-later', 'beyond-calendar'] as const;

/** Who is on call when: made by leads, read by the team (CR-1, IN-8). */
export function onCallRoutes(context: RouteContext): Route[] {
  return [
    ...rotaReads(context),
    putOnCallRoute(context),
    changeShiftRoute(context),
    withdrawShiftRoute(context),
  ];
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
      const { staffId, rank, reason = null, absencesKnown } = input.body;
      const shown = await shownBy(context, input.caller.agencyId);
      const spans = shiftsIn(shown, input.body);
      if (isRefusal(spans)) return spans;
      const act = askedBy(context, input, shown, 'on-call/shifts');
      const outcome = await context.onCall.make({ ...act, staffId, rank, spans, reason, absencesKnown });
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
    takesVersion: 'required',
    replies: { 200: { ...written[200], schema: shiftChangedReply } },
    problems: ['unknown-shift', 'shift-over', 'version-conflict', ...bodyProblems, ...clashes],
    async handle(input) {
      const { staffId, rank, reason, absencesKnown } = input.body;
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
      const seen = input.expectedVersion ?? 0;
      const outcome = await context.onCall.change({ ...act, id, seen, wanted, reason, absencesKnown });
      return changeReplyOf(outcome, shown, { body: input.body, id });
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
