import { uuid } from '../../../kit/http/schemas.ts';
import { leavingBody, leftReply } from './leaving-schemas.ts';
import type { ProblemCode } from '../../../kit/http/problem.ts';
import { actReply, askOf } from '../../../kit/http/act-reply.ts';
import { ok, type Refusal, refuse } from '../../../kit/http/reply.ts';
import { type Route, route } from '../../../kit/http/route.ts';
import type { RouteContext } from '../../../kit/http/context.ts';
import { dayAt, staffClockOf } from './staff-clock.ts';
import { cannotActProblems, cannotBeNamed } from './to-act.ts';

/** The refusal of who was named to go on with it, with its field; null: it is about something else. */
export function successorRefused(code: ProblemCode): Refusal | null {
  return cannotActProblems.some((one) => one === code) ? cannotBeNamed(code, ['/successor']) : null;
}

/** Somebody leaves, once all they had in hand is with others. */
export function leavingRoute(context: RouteContext): Route {
  const { staff } = context;
  return route({
    id: 'leave',
    method: 'post',
    path: '/staff/{id}/leaving',
    tag: 'Staff',
    summary:
      'Somebody has left: their access ends. Refused while they have clients, have shifts, or cover for others',
    operation: 'staff:hire',
    params: { id: uuid },
    body: leavingBody,
    takesKey: true,
    replies: { 200: { description: 'Left', schema: leftReply } },
    problems: [
      ...(['not-found', 'idempotency-key-reused', 'leaving-not-yours', 'leaving-ahead'] as const),
      ...(['still-has-clients', 'still-on-call', 'still-covers', 'still-has-duties'] as const),
      ...cannotActProblems,
    ],
    async handle(input) {
      const { caller, params } = input;
      const { successor = null, ...body } = input.body;
      const id = params['id'] ?? '';
      const ask = askOf(context, input, { route: 'leaving', id });
      const today = dayAt(await staffClockOf(context, caller.agencyId), ask.now);
      return actReply(await staff.leave({ ...ask, ...body, successorId: successor, staffId: id, today }), {
        thing: 'leaving',
        reply: (left) => ok(left),
        refusal: (code) =>
          successorRefused(code) ??
          (code === 'leaving-ahead'
            ? refuse(code, { errors: [{ pointer: '/lastDay', detail: 'lies in the future' }] })
            : refuse(code)),
      });
    },
  });
}
