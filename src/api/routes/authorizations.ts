import { authorizationsReply } from '../../contracts/schemas/replies/authorizations.ts';
import { authorizationRegister } from '../../domain/authorizations/register.ts';
import { effectiveSteps, standingAt } from '../../domain/obligations/fold.ts';
import { ok, refuse } from '../http/reply.ts';
import { renderAuthorizations } from '../render/authorizations.ts';
import { iso } from '../render/instants.ts';
import { toldBy } from '../render/steps.ts';
import { type Route, route } from '../route.ts';
import { enrollmentParams, readsDetails, type RouteContext, scopeOf } from './context.ts';

/** Service authorizations with their units, dates and use (AU). */
export function authorizationRoutes({ reads, clock }: RouteContext): Route[] {
  return [
    route({
      id: 'getAuthorizations',
      method: 'get',
      path: '/enrollments/{id}/authorizations',
      tag: 'Authorizations',
      summary:
        'Authorizations with units left, dates, decisions and appeals; extensions; services given (AU, SV)',
      operation: 'enrollment:read',
      params: enrollmentParams,
      replies: {
        200: { description: 'Each part in the order in which it happened', schema: authorizationsReply },
      },
      problems: ['not-found'],
      async handle({ caller, params }) {
        const words = readsDetails(caller);
        const read = await reads.steps(scopeOf(caller), params['id'] ?? '', { words });
        if (!read) return refuse('not-found');
        const now = clock.now();
        const register = authorizationRegister(effectiveSteps(read.steps, now));
        const { policy } = standingAt(read.steps, now);
        return ok({ asOf: iso(now), ...renderAuthorizations(register, policy, toldBy(read), now) });
      },
    }),
  ];
}
