import { randomUUID } from 'node:crypto';
import { mandateBody, mandateReply } from './schemas.ts';
import { staffFileKind } from '../staff-file.document.ts';
import { documentRefusal } from '../../../kit/http/documents/perform.ts';
import { ok } from '../../../kit/http/reply.ts';
import { type Route, route } from '../../../kit/http/route.ts';
import { actorOf, type RouteContext } from '../../../kit/http/context.ts';
import { staffClockOf } from './staff-clock.ts';

/** A training or meeting for everybody in some roles at once, as the payer mandates them (ST-5). */
export function mandateRoute(context: RouteContext): Route {
  const { reads, documents, keyed, clock } = context;
  return route({
    id: 'mandateForAll',
    method: 'post',
    path: '/mandates',
    tag: 'Staff',
    summary: 'Set a training or meeting to be attended by everybody in these roles (ST-5)',
    operation: 'staff-file:write',
    body: mandateBody,
    takesKey: true,
    replies: {
      200: {
        description:
          'Whose files hold it; a request that broke off is completed by repeating it with its key',
        schema: mandateReply,
      },
    },
    problems: ['unknown-file-item', 'command-id-reused'],
    async handle({ caller, body, key }) {
      const { roles, ...mandate } = body;
      const { staffPolicy: policy } = await staffClockOf(context, caller.agencyId);
      const members = (await reads.staffMembers(caller.agencyId)).filter(({ role }) =>
        roles.some((one) => one === role),
      );
      const ask = {
        ...{ kind: staffFileKind, act: { type: 'mandate' as const, mandate, policy } },
        ...{ by: actorOf(caller), enrollmentId: null, now: clock.now(), commandId: key ?? randomUUID() },
        fingerprint: keyed.fingerprint({ route: 'mandates', body }),
      };
      const given: string[] = [];
      for (const { staffId, file } of members) {
        if (file === null) continue;
        // A key names the act on each file: whoever has it already is not given it again.
        const outcome = await documents.act({ ...ask, documentId: staffId });
        if (outcome.status === 'refused') return documentRefusal(outcome.refusal);
        given.push(staffId);
      }
      const withoutFile = members.filter(({ file }) => file === null).map(({ staffId }) => staffId);
      return ok({ given, withoutFile });
    },
  });
}
