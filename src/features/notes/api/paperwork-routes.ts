import { clientFileReply, paperworkReply } from './replies.ts';
import { fileContents } from './file-contents.ts';
import { paperworkOf } from '../paperwork.ts';
import { agencyPolicy } from '../../../kit/http/documents/agency-policy.ts';
import { ok, refuse } from '../../../kit/http/reply.ts';
import { glimpseOf, renderClient } from '../../../kit/http/reply-parts.ts';
import { type Route, route } from '../../../kit/http/route.ts';
import { enrollmentParams, knowsClients, type RouteContext, scopeOf } from '../../../kit/http/context.ts';

const tag = 'The record';

/** What is still to be written (DO-2), and the client file in its order (DO-3). */
export function paperworkRoutes(context: RouteContext): Route[] {
  const { reads, clock } = context;
  return [
    route({
      id: 'getMyPaperwork',
      method: 'get',
      path: '/worklists/mine/paperwork',
      tag: 'Worklists',
      summary: 'Contacts, services and meetings of the caller without a signed note, and their drafts (DO-2)',
      operation: 'worklist:mine',
      replies: { 200: { description: 'Oldest first', schema: paperworkReply } },
      async handle({ caller }) {
        const { agencyId, staffId } = caller;
        const now = clock.now();
        const policy = await agencyPolicy(context, agencyId);
        const [rows, related] = await Promise.all([
          reads.papersOf(agencyId, staffId),
          reads.relatedTo(caller, now),
        ]);
        // What they have to write stays theirs; who the client is, they need no more than to say whose note it is.
        const theirs = (id: string) => related === null || related.includes(id);
        const items = rows
          .flatMap(({ enrollmentId, client, steps, drafts }) =>
            paperworkOf(steps, drafts, policy, now).map((paper) => ({
              ...{
                enrollmentId,
                client: theirs(enrollmentId) ? renderClient(client, true) : glimpseOf(client),
              },
              ...paper,
            })),
          )
          .toSorted((a, b) => a.happenedAt - b.happenedAt);
        return ok({ asOf: now, items });
      },
    }),

    route({
      id: 'getClientFile',
      method: 'get',
      path: '/enrollments/{id}/file',
      tag,
      summary: 'The client file in its order, with what each section lacks (DO-3)',
      operation: 'details:read',
      params: enrollmentParams,
      replies: { 200: { description: 'Every section, also an empty one', schema: clientFileReply } },
      problems: ['not-found'],
      async handle({ caller, params: { id = '' } }) {
        const now = clock.now();
        const row = await reads.enrollment(scopeOf(caller), id, now);
        const contents = row && (await fileContents(context, caller, { enrollmentId: id, details: false }));
        if (!row || !contents) return refuse('not-found');
        const client = renderClient(row.client, knowsClients(caller));
        return ok({ asOf: now, enrollmentId: id, client, sections: contents.sections });
      },
    }),
  ];
}
