import { actRoute } from '../../../kit/http/documents/definition.ts';
import { documentRoutes } from '../../../kit/http/documents/routes.ts';
import type { RouteContext } from '../../../kit/http/context.ts';
import type { Route } from '../../../kit/http/route.ts';
import { codeListsKind } from '../code-lists.document.ts';
import { standardOf } from './lists.ts';
import { codeListsContent, codeListsFields } from './schemas.ts';

/** By which codes an agency's people say what an emergency and a crisis are about: its own, with their history. */
export function codeListRoutes(context: RouteContext): Route[] {
  return documentRoutes(context, {
    kind: codeListsKind,
    ...{ name: 'CodeListsDocument', noun: "agency's lists of needs and crises", tag: 'Code lists' },
    ...{ path: 'code-lists', of: 'agency', single: true },
    read: 'code-lists:read',
    content: codeListsContent,
    standard: (caller) => standardOf(context, caller),
    acts: {
      change: actRoute({
        id: 'changeCodeLists',
        replaces: true,
        summary:
          'Say which codes of needs and crises the agency has; one that it had is retired, never removed',
        operation: 'code-lists:write',
        fields: codeListsFields,
        problems: ['codes-inconsistent', 'code-stays', 'nothing-changed'],
        toAct: async ({ needs, crises, reason }, { caller }) => ({
          type: 'change' as const,
          content: { needs, crises },
          standard: await standardOf(context, caller),
          reason,
        }),
      }),
    },
  });
}
