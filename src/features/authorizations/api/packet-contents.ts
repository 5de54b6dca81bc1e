import { effectiveSteps } from '../../../engine/obligations/fold.ts';
import { struckState } from '../../../engine/documents/strike.ts';
import { type AcuityInstrument, itemsOf } from '../../../engine/policy/acuity-form.ts';
import type { RecordedStep } from '../../../engine/record/steps/index.ts';
import type { RouteContext } from '../../../kit/http/context.ts';
import type { Caller, StepsRead } from '../../../kit/reads.ts';
import type { AttachmentRow } from '../../attachments/postgres/ports.ts';
import { planKind } from '../../plans/plan.document.ts';
import type { Plan } from '../../plans/plan.ts';
import type { Enclosed, Given } from '../packet.ts';

type Of = { context: RouteContext; caller: Caller; enrollmentId: string };

/** What a request enclosed, as it was then. */
export async function contentsOf(
  { context, caller, enrollmentId }: Of,
  read: StepsRead,
  given: readonly Given[],
): Promise<Enclosed[]> {
  const { agencyId } = caller;
  const files = await context.attachments.list(agencyId, { enrollmentId });
  const counted = new Set(effectiveSteps(read.steps, context.clock.now()).map(({ id }) => id));
  const contents: Enclosed[] = [];
  for (const one of given) {
    const step = read.steps.find(({ id }) => id === one.id);
    const file = files.find(({ id }) => id === one.id);
    if (step && !counted.has(step.id)) contents.push({ ...one, ...nothing, withheld: 'voided' as const });
    else if (step) contents.push({ ...one, ...nothing, ...(await ofStep(context, read, step)) });
    else if (file) contents.push({ ...one, ...nothing, ...ofFile(file) });
    else {
      const plan = await planThen(context, { agencyId, enrollmentId }, one);
      contents.push({ ...one, ...nothing, ...(plan ? { plan } : { withheld: 'struck-out' as const }) });
    }
  }
  return contents;
}

const nothing = { withheld: null, plan: null, index: null, meeting: null, file: null };

/** The plan with the words that were sent; null once it was struck out. */
export async function planThen(
  { documents }: Pick<RouteContext, 'documents'>,
  of: { agencyId: string; enrollmentId: string },
  { id, revision, hash }: Given,
): Promise<Enclosed['plan']> {
  const revisions = (await documents.revisions({ ...of, kind: planKind.kind }, id)) ?? [];
  if (revisions.some(({ state }) => state === struckState)) return null;
  const then = revisions.find((one) => one.revision === revision && one.hash === hash);
  if (!then) return null;
  const { state, recordedAt: writtenAt } = then;
  // Written by its kind, so its content is a plan.
  return { state, revision: then.revision, hash: then.hash, writtenAt, content: then.content as Plan };
}

function ofFile({ id, fileName, bytes, kept, struck }: AttachmentRow) {
  if (struck || !kept) return { withheld: 'struck-out' as const };
  return { file: { attachmentId: id, fileName, bytes, mediaType: kept.mediaType } };
}

async function ofStep(context: RouteContext, read: StepsRead, step: RecordedStep) {
  const index = await scoringOf(context, read, step);
  if (index) return { index };
  const words = read.details.get(step.id) ?? {};
  const {
    decisions = [],
    nextSteps = [],
    summary = null,
  } = words as Partial<NonNullable<Enclosed['meeting']>>;
  return { meeting: { at: step.at, summary, decisions, nextSteps } };
}

/** An Acuity Index with its answers in the words of its form; null for another step. */
export async function scoringOf(
  { policies }: Pick<RouteContext, 'policies'>,
  { details }: StepsRead,
  { id, at, facts }: RecordedStep,
): Promise<Enclosed['index']> {
  if (facts.type !== 'scoreAcuity') return null;
  const used = facts.instrument && (await policies.document(facts.instrument.hash));
  const form = used?.kind === 'acuity-instrument' ? (used.content as AcuityInstrument) : null;
  const points = (details.get(id)?.['answers'] ?? {}) as Record<string, number>;
  const meanings = new Map(form?.scale.map((step) => [step.points, step.means]));
  const answers = (form ? itemsOf(form) : []).flatMap(({ id: item, asks }) => {
    const given = points[item];
    return given === undefined ? [] : [{ item, asks, points: given, means: meanings.get(given) ?? null }];
  });
  return { at, score: facts.score, form: form?.title ?? null, answers };
}
