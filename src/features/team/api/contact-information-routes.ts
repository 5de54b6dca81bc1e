import { z } from 'zod';
import { line, prose } from '../../../kit/http/schemas.ts';
import { contactInformationKind, contactWayKinds } from '../contact-information.document.ts';
import { actRoute } from '../../../kit/http/documents/definition.ts';
import { documentRoutes } from '../../../kit/http/documents/routes.ts';
import type { Route } from '../../../kit/http/route.ts';
import type { RouteContext } from '../../../kit/http/context.ts';

const way = z.strictObject({
  kind: z.enum(contactWayKinds),
  value: line(500).meta({ description: 'Number, address, or where they are found. Protected.' }),
  mayLeaveMessage: z.boolean(),
  note: prose('What else is to be known of this way.').optional(),
});

const contactInformationFields = {
  ways: z.array(way).min(1).max(20).meta({ description: 'Best way first' }),
  bestTimes: prose('When the client is best reached.').optional(),
};

export const contactInformation = z.strictObject(contactInformationFields).meta({ id: 'ContactInformation' });

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
        replaces: true,
        summary: 'Say how the client is reached from now on; what was before stays in the revisions (CO-4)',
        operation: 'contact-information:write',
        fields: contactInformationFields,
        problems: ['nothing-changed'],
        toAct: (content) => ({ type: 'change' as const, content }),
      }),
    },
  });
}
