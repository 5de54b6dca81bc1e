import { mandateBody, mandateReply } from './schemas.ts';
import { staffFileKind } from '../staff-file.document.ts';
import { documentRefusal } from '../../../kit/http/documents/perform.ts';
import { askOf, keyRefused, keyReused, replayedHeader } from '../../../kit/http/act-reply.ts';
import { ok } from '../../../kit/http/reply.ts';
import { type Route, route } from '../../../kit/http/route.ts';
import type { RouteContext } from '../../../kit/http/context.ts';
import { staffClockOf } from './staff-clock.ts';

/** A training or meeting for everybody in some roles at once, as the payer mandates them (ST-5). */
export function mandateRoute(context: RouteContext): Route {
  const { reads, documents } = context;
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
    problems: ['unknown-file-item', 'idempotency-key-reused'],
    async handle(input) {
      const { caller, body } = input;
      const { roles, ...mandate } = body;
      const { staffPolicy: policy } = await staffClockOf(context, caller.agencyId);
      const everybody = await reads.staffMembers(caller.agencyId);
      const members = everybody.filter(({ role }) => roles.some((one) => one === role));
      const files = members.flatMap(({ staffId, file }) => (file === null ? [] : [staffId]));
      const ask = {
        ...askOf(context, input, { route: 'mandates' }),
        ...{ kind: staffFileKind, act: { type: 'mandate' as const, mandate, policy }, enrollmentId: null },
      };
      // On whosever file: those that are meant now may have nothing of what the key was used for.
      const ids = everybody.map(({ staffId }) => staffId);
      for (const earlier of await documents.actsUnder(ids, ask.commandId)) {
        const reuse = keyRefused(earlier, ask, 'mandate');
        if (reuse) return reuse;
      }
      let written = 0;
      for (const documentId of files) {
        // A key names the act on each file: whoever has it already is not given it again.
        const outcome = await documents.act({ ...ask, documentId });
        if (outcome.status === 'reused') return keyReused(outcome.how, 'mandate');
        if (outcome.status === 'refused') return documentRefusal(outcome.refusal);
        if (outcome.status === 'written') written += 1;
      }
      const withoutFile = members.filter(({ file }) => file === null).map(({ staffId }) => staffId);
      const before = files.length > 0 && written === 0;
      return ok({ given: files, withoutFile }, before ? replayedHeader : {});
    },
  });
}
