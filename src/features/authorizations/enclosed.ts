import type { RecordedStep } from '../../engine/record/steps/index.ts';
import { localDateOf } from '../../engine/calendar/index.ts';
import { refuse } from '../../engine/steps/check.ts';
import type { Policy, Profile } from '../../engine/policy/profile.ts';
import type { RequestDocument, RequestKind } from '../../engine/policy/request-documents.ts';

type Request = {
  kind: RequestKind;
  level: string;
  initial: boolean;
  documents: readonly RequestDocument[];
  /** False where the scored items of the index ask for none. */
  indexAsksForDocumentation: boolean;
};

/** What the policy asks for with such a request (AC-2, AU-2, AU-3). */
export function documentsAsked(
  profile: Profile,
  { kind, level, initial }: Pick<Request, 'kind' | 'level' | 'initial'>,
): RequestDocument[] {
  const asked = (profile.requestDocuments ?? [])
    .filter((demand) => demand.with.includes(kind))
    .filter(({ levels }) => levels === undefined || levels.includes(level))
    .filter(({ exceptInitial }) => !(exceptInitial && initial))
    .flatMap(({ value }) => value);
  return [...new Set(asked)];
}

/** What of it is not enclosed; empty where all is there. */
function missingDocuments(profile: Profile, request: Request): RequestDocument[] {
  return documentsAsked(profile, request).filter(
    (document) =>
      !request.documents.includes(document) &&
      !(document === 'acuity-documentation' && !request.indexAsksForDocumentation),
  );
}

/** Every request but the first one rests on an index that is not out of date; null where this one is not. */
export function staleIndex(
  { calendar, profile }: Policy,
  index: RecordedStep | undefined,
  at: number,
  field?: string,
) {
  const days = profile.extensionNeedsAcuityWithinDays.value;
  if (index && localDateOf(calendar, index.at) >= localDateOf(calendar, at) - days) return null;
  const detail = `Every request but the first is submitted with an Acuity Index not older than ${days} days. Enter the index first.`;
  return refuse('acuity-index-missing', detail, field);
}

/** The refusal that names what is missing; null where all is enclosed. */
export function missing(
  profile: Profile,
  request: Omit<Request, 'indexAsksForDocumentation'>,
  index: RecordedStep | undefined,
  field = 'documents',
) {
  // A paper form's items are not known: what supports it is asked for.
  const asks = !(index?.facts.type === 'scoreAcuity' && index.facts.instrument?.documentation === false);
  const lacking = missingDocuments(profile, {
    ...request,
    indexAsksForDocumentation: asks,
  });
  if (lacking.length === 0) return null;
  return refuse('document-missing', `The policy asks for these as well: ${lacking.join(', ')}.`, field);
}
