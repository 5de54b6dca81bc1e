import { effectiveSteps } from '../../../engine/obligations/fold.ts';
import { stepRuleOf } from '../../../pathway/step-rules.ts';
import type { DocumentRow } from '../../../kit/documents.ts';
import { type RouteContext, scopeOf } from '../../../kit/http/context.ts';
import { isOneOf, leads } from '../../../kit/http/roles.ts';
import type { Caller } from '../../../kit/reads.ts';
import { planKind } from '../../plans/plan.document.ts';
import { contactInformationKind } from '../../team/contact-information.document.ts';
import { clientFile } from '../client-file.ts';
import { isNoteShown, type Note, noteKind, type NoteSubject } from '../note.document.ts';

const pageSize = 200;

type Place = Parameters<RouteContext['documents']['list']>[0];

/** The client file in its order, with the steps and the documents that are in it; null where the caller has no such enrollment. */
export async function fileContents(
  context: RouteContext,
  caller: Caller,
  { enrollmentId, details }: { enrollmentId: string; details: boolean },
) {
  const read = await context.reads.steps(scopeOf(caller), enrollmentId, { details });
  if (!read) return null;
  const { agencyId, staffId, role } = caller;
  const reader = { staffId, supervises: isOneOf(role, leads) };
  const rows: DocumentRow[] = [];
  for (const { kind } of [contactInformationKind, planKind, noteKind])
    rows.push(...(await everyDocument(context, { agencyId, enrollmentId, kind })));
  // A draft and a confidence are as if they were not there, to who may not read them.
  const shown = rows.filter(
    (row) => row.kind !== noteKind.kind || isNoteShown({ ...row, content: row.content as Note }, reader),
  );
  const documents = shown.map(({ id, kind, state, createdAt, content }) => {
    const { about = null, besides, happenedAt = createdAt } = content as Partial<NoteSubject>;
    return { id, kind, state, at: happenedAt, about, besides };
  });
  const steps = effectiveSteps(read.steps, context.clock.now());
  const sections = clientFile(steps, documents, (type) => stepRuleOf(type).file);
  return { read, rows: shown, sections };
}

/** All of that kind, the newest first. */
export async function everyDocument(
  { documents }: Pick<RouteContext, 'documents'>,
  place: Place,
): Promise<DocumentRow[]> {
  const all: DocumentRow[] = [];
  for (let after: { createdAt: number; id: string } | undefined; ;) {
    const page = await documents.list(place, { after, limit: pageSize });
    all.push(...page);
    const last = page.at(-1);
    if (page.length < pageSize || !last) return all;
    after = { createdAt: last.createdAt, id: last.id };
  }
}
