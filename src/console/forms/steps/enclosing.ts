import {
  type Enclosure,
  type RequestDocument,
  requestDocuments,
  type RequestKind,
} from '../../../engine/policy/request-documents.ts';
import { documentsAsked } from '../../../features/authorizations/enclosed.ts';
import { authorizationRegister } from '../../../features/authorizations/state.ts';
import type { Attachment, Attachments, PlanList } from '../../server/replies.ts';
import type { Known } from './fields.ts';

/** What of the record can go with a request, as it is sent and as people know it. */
export type Enclosable = { enclosure: Omit<Enclosure, 'revision'>; label: string };

const plansPath = (id: string) => `/enrollments/${id}/plans?limit=50`;
const filesPath = (id: string) => `/enrollments/${id}/attachments`;
export const recordPaths = ({ enrollmentId }: Pick<Known, 'enrollmentId'>): string[] => [
  plansPath(enrollmentId),
  filesPath(enrollmentId),
];

/** All that the policy asks for with such a request of this client. */
export function demanded(kind: RequestKind, { status, steps }: Known): RequestDocument[] {
  const { policy, level } = status;
  const { authorizations, extensions } = authorizationRegister(steps);
  const before = kind === 'extension' ? extensions : authorizations;
  const initial = kind !== 'transfer' && before.length === 0;
  const asked = documentsAsked(policy.profile, { kind, level, initial });
  const index = steps.findLast(({ facts }) => facts.type === 'scoreAcuity');
  const asksNothing = index?.facts.type === 'scoreAcuity' && index.facts.instrument?.documentation === false;
  return asked.filter((document) => document !== 'acuity-documentation' || !asksNothing);
}

/** What there is of a kind, the newest first: of what is done again, the last one alone. */
export function enclosable(document: RequestDocument, known: Known): Enclosable[] {
  switch (document) {
    case 'sccp':
      return plans(known);
    case 'acuity-index':
    case 'acuity-documentation':
      return [...newest(document, 'scoreAcuity', known), ...files(document, known, ['acuity-scoring'])];
    case 'rst-meeting':
      return newest(document, 'holdRstMeeting', known);
    case 'placement-criteria':
      return files(document, known, ['placement-criteria']);
    case 'rss-tool':
      return files(document, known, ['assessment', 'other']);
    case 'other':
      return files(document, known, null);
  }
}

/** The newest of each kind that is asked for: nobody picks what goes with every request. */
export function enclosedAtFirst(kind: RequestKind, known: Known): Enclosable['enclosure'][] {
  return demanded(kind, known).flatMap((document) => {
    // Which file says what the tool found nobody can tell from its kind.
    const [first] = document === 'rss-tool' ? [] : enclosable(document, known);
    return first ? [first.enclosure] : [];
  });
}

/** What was chosen, as it stands now; what is gone since is left out. */
export function stillThere(chosen: Enclosable['enclosure'][], known: Known): Enclosable['enclosure'][] {
  if (!recordPaths(known).every((path) => known.reply(path))) return chosen;
  return chosen.flatMap(({ document, id }) => {
    const there = enclosable(document, known).find(({ enclosure }) => enclosure.id === id);
    return there ? [there.enclosure] : [];
  });
}

/** The kinds to be chosen from: what is asked for, and what there is besides. */
export function kindsFor(kind: RequestKind, known: Known): readonly RequestDocument[] {
  const asked = demanded(kind, known);
  return requestDocuments.filter(
    (document) =>
      asked.includes(document) || (document !== 'rss-tool' && enclosable(document, known).length > 0),
  );
}

function plans({ enrollmentId, reply, say, time }: Known): Enclosable[] {
  return ((reply(plansPath(enrollmentId)) as PlanList | undefined)?.items ?? [])
    .filter(({ state }) => state === 'complete')
    .map(({ documentId, hash, state, content, updatedAt }) => ({
      enclosure: { document: 'sccp', id: documentId, hash },
      label: say('thing.plan', {
        version: say(`option.plan.${content.version}`),
        state: say(`option.planState.${state}`),
        day: time.day(updatedAt),
      }),
    }));
}

/** A scoring on paper has no answers: it comes as a file. */
function newest(
  document: RequestDocument,
  type: 'scoreAcuity' | 'holdRstMeeting',
  { steps, time }: Known,
): Enclosable[] {
  const step = steps.findLast(({ facts }) => facts.type === type);
  if (!step || (step.facts.type === 'scoreAcuity' && !step.facts.instrument)) return [];
  return [{ enclosure: { document, id: step.id }, label: time.day(new Date(step.at).toISOString()) }];
}

function files(
  document: RequestDocument,
  { enrollmentId, reply, time }: Known,
  kinds: readonly Attachment['what'][] | null,
): Enclosable[] {
  return ((reply(filesPath(enrollmentId)) as Attachments | undefined)?.items ?? [])
    .flatMap((file) => {
      if (file.state !== 'kept' || !file.kept || (kinds && !kinds.includes(file.what))) return [];
      const enclosure = { document, id: file.attachmentId, hash: file.kept.sha256 };
      return [{ enclosure, label: `${file.fileName ?? ''}, ${time.day(file.kept.at)}` }];
    })
    .toReversed();
}
