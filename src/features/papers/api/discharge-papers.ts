import { effectiveSteps } from '../../../engine/obligations/fold.ts';
import { dateAt } from '../../../kit/http/documents/agency-policy.ts';
import { scopeOf } from '../../../kit/http/context.ts';
import { refuse } from '../../../kit/http/reply.ts';
import { dischargePaper } from '../discharge-summary.ts';
import { outcomeRegister } from '../../outcomes/state.ts';
import { planKind } from '../../plans/plan.document.ts';
import type { Plan } from '../../plans/plan.ts';
import type { ClientFile, PaperMaker } from './client-file.ts';

/** How a client left, or leaves. */
export const dischargePapers: PaperMaker = {
  names: ['discharge-summary'],
  async list(file) {
    const { register } = await leavingOf(file);
    return register.discharges.toReversed().map(({ stepId, at, reopened }) => ({
      ...{ paper: 'discharge-summary' as const, of: stepId, writtenAt: at },
      state: reopened ? 'reopened' : 'discharged',
    }));
  },
  async make(file, _, of) {
    const { context, caller, enrollmentId, policy, client, enrollment, texts } = file;
    const { register, details, authorOf } = await leavingOf(file);
    const facts = register.discharges.findLast(({ stepId, reopened }) =>
      of === undefined ? !reopened : stepId === of,
    );
    if (!facts) return refuse('nothing-to-print');
    const place = { agencyId: caller.agencyId, enrollmentId, kind: planKind.kind };
    const [plan] = await context.documents.list(place, { state: 'complete', limit: 1 });
    const profile = await context.policies.profile(enrollment.profileHash);
    const outcome = register.outcomes.findLast(({ at }) => at >= facts.at);
    const paper = dischargePaper(texts, {
      ...{ client, facts, words: details.get(facts.stepId) ?? {}, by: authorOf(facts.stepId) },
      receivedOn: dateAt(policy, enrollment.receivedAt),
      dischargedOn: dateAt(policy, facts.at),
      level: profile?.levels.find(({ id }) => id === enrollment.level)?.title ?? enrollment.level,
      outcome: outcome ? { facts: outcome, words: details.get(outcome.stepId) ?? {} } : null,
      // Written by its kind.
      plan: plan ? (plan.content as Plan) : null,
    });
    return { paper, of: facts.stepId, revision: null, hash: null };
  },
};

async function leavingOf({ context, caller, enrollmentId, now }: ClientFile) {
  const read = await context.reads.steps(scopeOf(caller), enrollmentId, { details: true });
  const steps = read?.steps ?? [];
  const authors = new Map(steps.map(({ id, by }) => [id, by]));
  return {
    register: outcomeRegister(effectiveSteps(steps, now)),
    details: read?.details ?? new Map<string, Record<string, unknown>>(),
    authorOf: (stepId: string) => read?.names.get(authors.get(stepId) ?? '') ?? null,
  };
}
