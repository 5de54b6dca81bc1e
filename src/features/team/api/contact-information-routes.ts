import { contactInformation, contactInformationFields } from './contact-information-schemas.ts';
import { contactInformationKind } from '../contact-information.document.ts';
import { actRoute } from '../../../kit/http/documents/definition.ts';
import { documentRoutes } from '../../../kit/http/documents/routes.ts';
import type { Route } from '../../../kit/http/route.ts';
import type { RouteContext } from '../../../kit/http/context.ts';

/** How the client is reached, with its history (CO-4). */
export function contactInformationRoutes(context: RouteContext): Route[] {
  return documentRoutes(context, {
    kind: contactInformationKind,
    name: 'ContactInformationDocument',
    noun: 'contact information',
    tag: 'Contact information',
    path: 'contact-information',
    of: 'enrollment',
    single: true,
    read: 'client:read',
    content: contactInformation,
    acts: {
      change: actRoute({
        id: 'changeContactInformation',
        summary: 'Say how the client is reached from now on; what was before stays in the revisions (CO-4)',
        operation: 'contact-information:write',
        fields: contactInformationFields,
        problems: ['nothing-changed'],
        toAct: (content) => ({ type: 'change' as const, content }),
      }),
    },
  });
}
