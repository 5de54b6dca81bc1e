import { actRoute } from '../../../kit/http/documents/definition.ts';
import { documentRoutes } from '../../../kit/http/documents/routes.ts';
import type { RouteContext } from '../../../kit/http/context.ts';
import type { Route } from '../../../kit/http/route.ts';
import { reason } from '../../../kit/http/schemas.ts';
import { identityKind } from '../identity.document.ts';
import { identityContent, identityFields } from './schemas.ts';

/** Who a client is, who said so and when, and correcting it. */
export function identityRoutes(context: RouteContext): Route[] {
  return documentRoutes(context, {
    kind: identityKind,
    ...{ name: 'IdentityDocument', noun: 'identity of the client', tag: 'Clients' },
    ...{ path: 'identity', of: 'client', single: true, read: 'client:read', content: identityContent },
    acts: {
      correct: actRoute({
        id: 'correctIdentity',
        summary:
          'Say who the client is, with the reason; every enrollment shows it, what was stays in the revisions',
        operation: 'identity:correct',
        replaces: true,
        fields: { ...identityFields, reason },
        problems: ['identity-inconsistent', 'reference-taken', 'nothing-changed'],
        toAct: ({ reason, ...content }) => ({ type: 'correct' as const, content, reason }),
      }),
    },
  });
}
