import type { ActPlace } from '../../../kit/http/documents/definition.ts';
import { type RouteContext, scopeOf } from '../../../kit/http/context.ts';
import { type Refusal, refuse } from '../../../kit/http/reply.ts';
import { withoutSkew } from '../../../pathway/clock-skew.ts';
import { type Note, noteKind, type NoteSubject, stepsNoted } from '../note.document.ts';

/** What the body of a beginning says of it. */
export type Named = {
  about?: string | undefined;
  besides?: string[] | undefined;
  happenedAt?: number | undefined;
  stepFollows?: boolean | undefined;
};

/** What the note is about. A step that still waits for Temporal will do, or one that its author is to send: notes do not wait. */
export async function subjectOf(
  context: RouteContext,
  place: ActPlace,
  named: Named,
): Promise<NoteSubject | Refusal> {
  const { about, besides, happenedAt, stepFollows = false } = named;
  const missing = missingOf(named);
  if (missing) return missing;
  const beside = besides === undefined ? {} : { besides };
  const follows = about === undefined || stepFollows;
  // A day that cannot be is refused, though the step on record is what says it.
  const steps = await stepsOf(context, place);
  const at = follows || happenedAt !== undefined ? momentOf(steps, place, happenedAt) : undefined;
  if (typeof at === 'object') return at;
  if (follows) return { about: about ?? null, ...beside, happenedAt: at ?? place.now };
  const found = await stepsFound(context, place, steps, [about, ...(besides ?? [])]);
  const lost = found.indexOf(null);
  if (lost >= 0) return noSuchStep(lost === 0 ? '/about' : `/besides/${lost - 1}`);
  const [first] = found;
  return { about, ...beside, happenedAt: (first?.waits ? at : undefined) ?? first?.at ?? place.now };
}

/** A note is signed once what it documents is there: one that says its steps follow is a draft until they have. */
export async function strandedNote(context: RouteContext, place: ActPlace): Promise<Refusal | null> {
  const { caller, enrollmentId, documentId } = place;
  const owner = { agencyId: caller.agencyId, enrollmentId, kind: noteKind.kind };
  const draft = await context.documents.peek(owner, documentId);
  const noted = draft ? stepsNoted(draft.content as Note) : [];
  if (noted.length === 0) return null;
  const found = await stepsFound(context, place, await stepsOf(context, place), noted);
  return found.includes(null) ? noSuchStep() : null;
}

function missingOf({ about, besides, happenedAt, stepFollows = false }: Named): Refusal | null {
  const missing = [
    ...(about === undefined && (besides !== undefined || stepFollows) ? ['about'] : []),
    ...(happenedAt === undefined && stepFollows ? ['happenedAt'] : []),
  ];
  const errors = missing.map((name) => ({ pointer: `/${name}`, detail: 'is missing' }));
  return errors.length > 0 ? refuse('invalid-field', { errors }) : null;
}

type Steps = readonly { id: string; at: number }[];

async function stepsOf({ reads }: RouteContext, { caller, enrollmentId }: ActPlace): Promise<Steps> {
  const read = await reads.steps(scopeOf(caller), enrollmentId ?? '', { details: false });
  return read?.steps ?? [];
}

function momentOf(steps: Steps, { now }: ActPlace, happenedAt: number | undefined): number | Refusal {
  const referredAt = steps[0]?.at ?? -Infinity;
  const at = withoutSkew(happenedAt ?? now, now);
  const wrong = (code: 'occurred-in-future' | 'occurred-before-referral', detail: string) =>
    refuse(code, { errors: [{ pointer: '/happenedAt', detail }] });
  if (at > now) return wrong('occurred-in-future', 'lies in the future');
  return at < referredAt ? wrong('occurred-before-referral', 'lies before the referral') : at;
}

/** When each of them happened; of one that waits for Temporal, when it was taken in. Null: there is none. */
async function stepsFound(
  { reads }: RouteContext,
  { caller, enrollmentId }: ActPlace,
  steps: Steps,
  ids: readonly string[],
): Promise<({ at: number; waits: boolean } | null)[]> {
  const [scope, enrollment] = [scopeOf(caller), enrollmentId ?? ''];
  const found: ({ at: number; waits: boolean } | null)[] = [];
  for (const id of ids) {
    const step = steps.find((one) => one.id === id);
    const options = { commandId: id.replace(/\.\d+$/, ''), limit: 1 };
    const [pending] = step ? [] : ((await reads.pendingSteps(scope, enrollment, options)) ?? []);
    const waits = pending?.status === 'waiting' ? { at: pending.takenInAt, waits: true } : null;
    found.push(step ? { at: step.at, waits: false } : waits);
  }
  return found;
}

function noSuchStep(pointer?: string): Refusal {
  const detail = 'must be a step of this enrollment';
  return refuse('unknown-step', pointer === undefined ? {} : { errors: [{ pointer, detail }] });
}
