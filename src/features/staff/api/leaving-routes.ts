import { randomUUID } from 'node:crypto';
import { uuid } from '../../../kit/http/schemas.ts';
import { leavingBody, leftReply } from './leaving-schemas.ts';
import { ok, refuse } from '../../../kit/http/reply.ts';
import { type Route, route } from '../../../kit/http/route.ts';
import { actorOf, type RouteContext } from '../../../kit/http/context.ts';
import { dayAt, staffClockOf } from './staff-clock.ts';

/** Somebody leaves, once all they had in hand is with others. */
export function leavingRoute(context: RouteContext): Route {
  const { staff, keyed, clock: time } = context;
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
      ...(['still-has-clients', 'still-on-call', 'still-covers'] as const),
    ],
    async handle({ caller, body, key, params: { id = '' } }) {
      const now = time.now();
      const today = dayAt(await staffClockOf(context, caller.agencyId), now);
      const outcome = await staff.leave({
        ...{ staffId: id, by: actorOf(caller), ...body, today, now },
        commandId: key ?? randomUUID(),
        fingerprint: keyed.fingerprint({ route: 'leaving', id, body }),
      });
      switch (outcome.status) {
        case 'not-found':
          return refuse('not-found');
        case 'command-id-reused':
          return refuse('idempotency-key-reused');
        case 'refused':
          return refuse(outcome.code);
        default: {
          const headers = outcome.status === 'replayed' ? { 'Idempotent-Replayed': 'true' } : {};
          return ok(outcome.left, headers);
        }
      }
    },
  });
}
