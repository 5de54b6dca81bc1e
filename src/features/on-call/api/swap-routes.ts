import type { SettleRequest } from '../postgres/ports.ts';
import { uuid } from '../../../kit/http/schemas.ts';
import { swapAnswerBody, swapBody, swapReply, swapsReply } from './schemas.ts';
import { cannotActProblems } from '../../staff/api/to-act.ts';
import { ok } from '../../../kit/http/reply.ts';
import { renderSwap } from './render.ts';
import { type Route, route } from '../../../kit/http/route.ts';
import type { RouteContext } from '../../../kit/http/context.ts';
import { askedBy, shownBy, swapReplyOf } from './rota-acts.ts';

const tag = 'On call';
const written = {
  200: {
    description: 'Written. `Idempotent-Replayed: true` when an earlier request with this key had done it.',
    schema: swapReply,
  },
};
/** What accepting it would meet with. */
const inTheWay = [
  ...(['shift-begun', 'shift-over', 'on-call-already', 'rank-taken'] as const),
  ...cannotActProblems,
];
const shownAtMost = 200;

/** Coordinators swap their shifts among themselves; leads are told, and read it (CR-1). */
export function swapRoutes(context: RouteContext): Route[] {
  const { onCall } = context;
  return [
    route({
      id: 'listSwaps',
      method: 'get',
      path: '/on-call/swaps',
      tag,
      summary: `Swaps of shifts, newest first, up to ${shownAtMost} (CR-1)`,
      operation: 'on-call:keep',
      replies: { 200: { description: 'Newest first', schema: swapsReply } },
      async handle({ caller }) {
        const shown = await shownBy(context, caller.agencyId);
        const rows = await onCall.swaps(caller.agencyId, shownAtMost);
        return ok({ items: rows.map((row) => renderSwap(row, shown)) });
      },
    }),

    route({
      id: 'askForSwap',
      method: 'post',
      path: '/on-call/swaps',
      tag,
      summary: "Ask somebody to take a shift of the caller's, for one of theirs or for nothing (CR-1)",
      operation: 'on-call:swap',
      body: swapBody,
      takesKey: true,
      replies: written,
      problems: [
        'idempotency-key-reused',
        'unknown-shift',
        'not-your-shift',
        'swap-with-oneself',
        ...inTheWay,
      ],
      async handle(input) {
        const { shift, with: to, inReturn = null, reason = null } = input.body;
        const shown = await shownBy(context, input.caller.agencyId);
        const act = askedBy(context, input, shown, 'on-call/swaps');
        const outcome = await onCall.ask({ ...act, given: shift, to, inReturn, reason });
        return swapReplyOf(outcome, shown, { body: input.body });
      },
    }),

    answerRoute(
      context,
      'accept',
      'accepted',
      'Take the shift: it changes hands at once, a supervisor is told',
    ),
    answerRoute(context, 'decline', 'declined', 'Decline to take the shift'),
    answerRoute(context, 'withdraw', 'withdrawn', 'Ask for it no more, before anybody has answered'),
  ];
}

function answerRoute(
  context: RouteContext,
  name: 'accept' | 'decline' | 'withdraw',
  state: SettleRequest['state'],
  summary: string,
): Route {
  return route({
    id: `${name}Swap`,
    method: 'post',
    path: `/on-call/swaps/{id}/${name}`,
    tag,
    summary: `${summary} (CR-1)`,
    operation: 'on-call:swap',
    params: { id: uuid },
    body: swapAnswerBody,
    takesKey: true,
    replies: written,
    problems: [
      ...(['idempotency-key-reused', 'unknown-swap', 'not-your-swap', 'swap-settled'] as const),
      ...(state === 'accepted' ? inTheWay : []),
    ],
    async handle(input) {
      const id = input.params['id'] ?? '';
      const shown = await shownBy(context, input.caller.agencyId);
      const act = askedBy(context, input, shown, `on-call/swaps/${id}/${name}`);
      const { reason = null } = input.body;
      return swapReplyOf(await context.onCall.settle({ ...act, id, state, reason }), shown);
    },
  });
}
