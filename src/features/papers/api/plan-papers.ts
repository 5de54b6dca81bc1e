import { struckState } from '../../../engine/documents/strike.ts';
import { effectiveSteps } from '../../../engine/obligations/fold.ts';
import type { DocumentRow } from '../../../kit/documents.ts';
import { singleDocumentId } from '../../../kit/document-ids.ts';
import { dateAt } from '../../../kit/http/documents/agency-policy.ts';
import { scopeOf } from '../../../kit/http/context.ts';
import { type Refusal, refuse } from '../../../kit/http/reply.ts';
import { everyDocument } from '../../notes/api/file-contents.ts';
import { type Household, householdKind } from '../../household/household.document.ts';
import { carePlanPaper } from '../care-plan.ts';
import { countdown } from '../../plans/countdown.ts';
import type { PlanOnPaper } from '../plan-parts.ts';
import { planKind } from '../../plans/plan.document.ts';
import type { Plan } from '../../plans/plan.ts';
import { type SafetyReview, safetyPlanPaper } from '../safety-plan.ts';
import { transitionPaper } from '../transition-plan.ts';
import type { PaperName } from '../papers.ts';
import type { ClientFile, Made, PaperMaker } from './client-file.ts';

const names = ['care-plan', 'safety-plan', 'safety-card', 'transition-plan'] as const;

/** The plan of care, and what of it is carried by itself. */
export const planPapers: PaperMaker = {
  names,
  async list(file) {
    const rows = await plansOf(file);
    return rows.flatMap(({ id, state, content, updatedAt }) =>
      names
        .filter((name) => state !== 'discarded' && holds(content, name))
        .map((paper) => ({ paper, of: id, state, writtenAt: updatedAt })),
    );
  },
  async make(file, name, of) {
    const rows = (await plansOf(file)).filter(({ content }) => holds(content, name));
    const newest = (state: string) => rows.find((row) => row.state === state);
    const row = of === undefined ? (newest('complete') ?? newest('draft')) : rows.find(({ id }) => id === of);
    return row ? made(file, name, row) : refuse('nothing-to-print');
  },
};

/** Newest first; what was struck out is nobody's plan. */
async function plansOf({ context, caller, enrollmentId }: ClientFile): Promise<DocumentRow<Plan>[]> {
  const place = { agencyId: caller.agencyId, enrollmentId, kind: planKind.kind };
  const rows = await everyDocument(context, place);
  // Written by their kind, so their content is a plan.
  return rows.filter(({ state }) => state !== struckState) as DocumentRow<Plan>[];
}

function holds({ sections }: Plan, name: PaperName): boolean {
  if (name === 'care-plan') return true;
  return name === 'transition-plan' ? sections.transition !== null : sections.safetyPlan !== null;
}

async function made(file: ClientFile, name: PaperName, row: DocumentRow<Plan>): Promise<Made | Refusal> {
  const { texts } = file;
  const { id, revision, hash, state, content: plan } = row;
  const source: PlanOnPaper = {
    ...{ state, revision, hash, plan, client: file.client },
    writtenOn: dateAt(file.policy, row.updatedAt),
    members: await membersOf(file),
  };
  const paper =
    name === 'care-plan'
      ? carePlanPaper(texts, source)
      : name === 'transition-plan'
        ? transitionPaper(texts, source, countdown(plan, state, file.policy.profile.reentry?.value ?? []))
        : safetyPlanPaper(texts, source, {
            review: await reviewOf(file, row),
            card: name === 'safety-card',
          });
  return paper ? { paper, of: id, revision, hash } : refuse('nothing-to-print');
}

/** Names of a family's members, by the ids that a plan names them by. */
export async function membersOf({
  context,
  caller,
  enrollmentId,
}: Pick<ClientFile, 'context' | 'caller' | 'enrollmentId'>): Promise<ReadonlyMap<string, string>> {
  const place = { agencyId: caller.agencyId, enrollmentId, kind: householdKind.kind };
  const found = await context.documents.peek(place, singleDocumentId(place));
  const members = found ? (found.content as Household).members : [];
  return new Map(members.map(({ id, name }) => [id, name]));
}

/** What was said of the safety plan since that plan was begun, where that was written down (CR-4). */
async function reviewOf(
  { context, caller, enrollmentId, now, policy }: ClientFile,
  { createdAt }: DocumentRow,
): Promise<SafetyReview | null> {
  const read = await context.reads.steps(scopeOf(caller), enrollmentId, { details: true });
  if (!read) return null;
  const said = (id: string) => read.details.get(id)?.['safetyPlan'];
  const last = effectiveSteps(read.steps, now).findLast(
    ({ id, at, facts }) =>
      facts.type === 'reviewSafetyPlan' && at >= createdAt && typeof said(id) === 'string',
  );
  return last ? { on: dateAt(policy, last.at), said: String(said(last.id)) } : null;
}
