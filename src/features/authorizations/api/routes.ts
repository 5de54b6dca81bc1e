import { authorizationsReply } from './replies.ts';
import { authorizationRegister } from '../state.ts';
import { statusAt } from '../../../engine/obligations/fold.ts';
import { packetRoutes } from './packet-routes.ts';
import { requestsRoute } from './requests-route.ts';
import { renderAuthorizations } from './render.ts';
import type { Route } from '../../../kit/http/route.ts';
import { readsDetails, type RouteContext } from '../../../kit/http/context.ts';
import { registerRoute } from '../../../kit/http/register-route.ts';

/** Service authorizations with their units, dates and use (AU). */
export function authorizationRoutes(context: RouteContext): Route[] {
  return [
    requestsRoute(context),
    ...packetRoutes(context),

    registerRoute(
      context,
      {
        id: 'getAuthorizations',
        path: 'authorizations',
        operation: 'enrollment:read',
        // The payer decides on requests, and reads why they are made.
        details: (caller) => caller.role === 'payer' || readsDetails(caller),
        tag: 'Authorizations',
        summary:
          'Authorizations with units left, dates, decisions and appeals; extensions; services given (AU, SV)',
        reply: { description: 'Each part in the order in which it happened', schema: authorizationsReply },
      },
      ({ caller, read, steps, told, now }) => {
        const { policy } = statusAt(read.steps, now);
        const all = renderAuthorizations(authorizationRegister(steps), policy, told, now);
        // What was given, and what the fund paid, is no request.
        const requests = caller.role === 'payer' ? { ...all, payments: [], services: [] } : all;
        return { asOf: now, ...requests };
      },
    ),
  ];
}
