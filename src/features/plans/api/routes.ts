import { uuid, why } from '../../../kit/http/schemas.ts';
import { planContent, planVersion, signatures, someSections } from './schemas.ts';
import type { Strike } from '../../../engine/documents/strike.ts';
import { type PlanAct, planKind } from '../plan.document.ts';
import type { Plan } from '../plan.ts';
import { agencyPolicy, dateAt } from '../../../kit/http/documents/agency-policy.ts';
import { actRoute, type ActPlace, type DocumentDefinition } from '../../../kit/http/documents/definition.ts';
import { documentRoutes } from '../../../kit/http/documents/routes.ts';
import { type Refusal, refuse } from '../../../kit/http/reply.ts';
import type { Route } from '../../../kit/http/route.ts';
import { type RouteContext, scopeOf } from '../../../kit/http/context.ts';
import { strikeRoute } from '../../../kit/http/documents/strike.ts';
import { factOf } from '../../../engine/obligations/focus.ts';
import { effectiveSteps } from '../../../engine/obligations/fold.ts';
import { planReadRoutes, plansTag as tag } from './read-routes.ts';
import { planRow } from './plan-row.ts';

/** Plans of care (SCCP) with their versions (PL-1 to PL-10). */
export function planRoutes(context: RouteContext): Route[] {
  return [...planReadRoutes(context), ...documentRoutes(context, definition)];
}

/** A plan that a step in effect stands on stays. */
async function namedBySteps(
  { caller, enrollmentId, documentId, now }: ActPlace,
  { reads }: RouteContext,
): Promise<Refusal | null> {
  const read = await reads.steps(scopeOf(caller), enrollmentId ?? '', { details: false });
  const named = effectiveSteps(read?.steps ?? [], now).some(
    ({ facts }) => factOf(facts, 'plan') === documentId,
  );
  return named ? refuse('plan-in-use') : null;
}

const operation = 'plan:write';
const reason = why('Why the plan is written anew (PL-8).');

const definition: DocumentDefinition<Plan, PlanAct | Strike, typeof planContent> = {
  kind: planKind,
  ...{ name: 'Plan', noun: 'plan of care', tag, path: 'plans', of: 'enrollment', single: false },
  read: 'details:read',
  content: planContent,
  begin: actRoute({
    id: 'beginPlan',
    summary: 'Begin a version of the plan of care, empty or as a copy of a complete one (PL-1, PL-2, PL-8)',
    operation,
    fields: {
      version: planVersion,
      from: uuid.optional().meta({ description: 'The complete plan it is a copy of at first' }),
      reason: reason.optional(),
      sections: someSections.optional().meta({ description: 'Replace those of the copy' }),
      signatures: signatures
        .optional()
        .meta({ description: 'Of a plan that was signed before it is entered' }),
    },
    problems: ['unknown-plan', 'plan-without-base', 'plan-item-repeated'],
    async toAct(body, { caller, enrollmentId }, context) {
      const { version, from, reason: why = null, sections = {}, signatures: signed = [] } = body;
      const base = from && (await planRow(context, caller.agencyId, enrollmentId ?? '', from));
      if (from !== undefined && (!base || base.state !== 'complete'))
        return refuse('unknown-plan', {
          errors: [{ pointer: '/from', detail: 'must name a complete plan' }],
        });
      const copied = base ? { plan: base.id, hash: base.hash, sections: base.content.sections } : null;
      return { type: 'begin', version, reason: why, from: copied, sections, signatures: signed };
    },
  }),
  acts: {
    edit: actRoute({
      id: 'editPlan',
      replaces: true,
      summary: 'Replace sections of a draft; signatures of other words than its own are dropped',
      operation,
      fields: { sections: someSections, reason: reason.optional() },
      problems: ['plan-frozen', 'plan-item-repeated'],
      toAct: ({ sections, reason: why }) => ({ type: 'edit', sections, reason: why }),
    }),
    sign: actRoute({
      id: 'signPlan',
      summary: 'Take in signatures of the client and the team: of the words as they stand',
      operation,
      fields: { signatures },
      problems: ['plan-frozen'],
      toAct: (body) => ({ type: 'sign', signatures: body.signatures }),
    }),
    complete: actRoute({
      id: 'completePlan',
      summary: 'Complete the plan: from then on it stays as it is (PL-3, PL-5, PL-6, PL-7)',
      operation,
      fields: {},
      problems: ['plan-frozen', 'plan-incomplete', 'safety-plan-missing', 'nothing-changed'],
      toAct: async (_, { caller, now }, context) => ({
        type: 'complete',
        today: dateAt(await agencyPolicy(context, caller.agencyId), now),
      }),
    }),
    strike: strikeRoute({
      id: 'strikePlan',
      summary: 'Strike a complete plan out of the wrong file; the steps that name it are voided first',
      operation,
      problems: ['plan-in-use'],
      stays: namedBySteps,
    }),
    discard: actRoute({
      id: 'discardPlan',
      summary: 'Give a draft up; it stays to be read',
      operation,
      fields: { reason: why('Why it is given up.') },
      problems: ['plan-frozen'],
      toAct: ({ reason: why }) => ({ type: 'discard', reason: why }),
    }),
  },
};
