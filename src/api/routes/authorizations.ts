import { authorizationsReply } from '../../contracts/schemas/replies/authorizations.ts';
import { authorizationRegister } from '../../domain/authorizations/register.ts';
import { standingAt } from '../../domain/obligations/fold.ts';
import { renderAuthorizations } from '../render/authorizations.ts';
import { iso } from '../render/instants.ts';
import type { Route } from '../route.ts';
import type { RouteContext } from './context.ts';
import { registerRoute } from './register-route.ts';

/** Service authorizations with their units, dates and use (AU). */
export function authorizationRoutes(context: RouteContext): Route[] {
  return [
    registerRoute(
      context,
      {
        id: 'getAuthorizations',
        path: 'authorizations',
        tag: 'Authorizations',
        summary:
          'Authorizations with units left, dates, decisions and appeals; extensions; services given (AU, SV)',
        reply: { description: 'Each part in the order in which it happened', schema: authorizationsReply },
      },
      ({ read, steps, told, now }) => {
        const { policy } = standingAt(read.steps, now);
        return { asOf: iso(now), ...renderAuthorizations(authorizationRegister(steps), policy, told, now) };
      },
    ),
  ];
}
