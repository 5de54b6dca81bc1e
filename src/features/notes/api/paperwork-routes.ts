import { stepRuleOf } from '../../../pathway/step-rules.ts';
import { isNoteShown, type Note, noteKind, type NoteSubject } from '../note.document.ts';
import { contactInformationKind } from '../../team/contact-information.document.ts';
import { planKind } from '../../plans/plan.document.ts';
import type { DocumentRow } from '../../../kit/documents.ts';
import { clientFileReply, paperworkReply } from './replies.ts';
import { clientFile, type FileDocument } from '../client-file.ts';
import { paperworkOf } from '../paperwork.ts';
import { effectiveSteps } from '../../../engine/obligations/fold.ts';
import { agencyPolicy } from '../../../kit/http/documents/agency-policy.ts';
import type { Caller } from '../../../kit/reads.ts';
import { isOneOf, leads } from '../../../kit/http/roles.ts';
import { ok, refuse } from '../../../kit/http/reply.ts';
import { glimpseOf, renderClient } from '../../../kit/http/reply-parts.ts';
import { type Route, route } from '../../../kit/http/route.ts';
import { enrollmentParams, knowsClients, type RouteContext, scopeOf } from '../../../kit/http/context.ts';

const tag = 'The record';
const pageSize = 200;

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
        const scope = scopeOf(caller);
        const row = await reads.enrollment(scope, id, now);
        const read = row && (await reads.steps(scope, id, { details: false }));
        if (!row || !read) return refuse('not-found');
        const documents: FileDocument[] = [];
        for (const { kind } of [contactInformationKind, planKind, noteKind])
          documents.push(...(await allOf({ agencyId: caller.agencyId, enrollmentId: id, kind }, caller)));
        const sections = clientFile(
          effectiveSteps(read.steps, now),
          documents,
          (type) => stepRuleOf(type).file,
        );
        const client = renderClient(row.client, knowsClients(caller));
        return ok({ asOf: now, enrollmentId: id, client, sections });
      },
    }),
  ];

  async function allOf(
    place: Parameters<typeof context.documents.list>[0],
    { staffId, role }: Caller,
  ): Promise<FileDocument[]> {
    const reader = { staffId, supervises: isOneOf(role, leads) };
    const all: DocumentRow[] = [];
    for (let after: { createdAt: number; id: string } | undefined; ;) {
      const page = await context.documents.list(place, { after, limit: pageSize });
      all.push(...page);
      const last = page.at(-1);
      if (page.length < pageSize || !last) break;
      after = { createdAt: last.createdAt, id: last.id };
    }
    // A draft and a confidence are as if they were not there, to who may not read them.
    const shown = all.filter(
      (row) => row.kind !== noteKind.kind || isNoteShown({ ...row, content: row.content as Note }, reader),
    );
    return shown.map(({ id, kind, state, createdAt, content }) => {
      const { about = null, besides, happenedAt = createdAt } = content as Partial<NoteSubject>;
      return { id, kind, state, at: happenedAt, about, besides };
    });
  }
}
