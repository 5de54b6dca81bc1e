import type { CommandType } from '../../../api/permissions.ts';
import type { Caller } from '../../../kit/reads.ts';
import { planKind } from '../plan.document.ts';
import type { PlanVersion } from '../plan.ts';
import { agencyPolicy, dateAt } from '../../../kit/http/documents/agency-policy.ts';
import { documentRefusal } from '../../../kit/http/documents/perform.ts';
import { type Refusal, refuse } from '../../../kit/http/reply.ts';
import { actorOf, type RouteContext } from '../../../kit/http/context.ts';
import { planRow } from './plan-row.ts';

/** Of which version the plan must be that a step names. */
const versions: Partial<Record<CommandType, readonly PlanVersion[]>> = {
  completePreliminarySccp: ['preliminary'],
  completeFullSccp: ['full'],
  amendSccp: ['amended'],
  renewServicePlan: ['annual'],
  completeTransitionSccp: ['transition'],
  reviewSccp: ['full', 'amended', 'annual', 'transition'],
};

/**
 * The plan a step stands on, complete: a draft is completed first, and can be changed no more from then on, whatever
 * becomes of the step. Answers the hash of its words; null for a step that names no plan.
 */
export async function completedPlan(
  context: RouteContext,
  caller: Caller,
  enrollmentId: string,
  asked: { type: CommandType; plan: unknown; occurredAt: number; commandId: string; pointer: string },
): Promise<{ planHash: string } | Refusal | null> {
  const wanted = versions[asked.type];
  if (wanted === undefined || typeof asked.plan !== 'string') return null;
  const row = await planRow(context, caller.agencyId, enrollmentId, asked.plan);
  const pointer = `${asked.pointer}/plan`;
  if (!row || row.state === 'discarded' || !wanted.includes(row.content.version)) {
    const detail = `must name a plan of this enrollment, of the version ${wanted.join(' or ')}`;
    return refuse('unknown-plan', { errors: [{ pointer, detail }] });
  }
  if (row.state === 'complete') return { planHash: row.hash };
  const outcome = await context.documents.act({
    kind: planKind,
    act: { type: 'complete', today: dateAt(await agencyPolicy(context, caller.agencyId), asked.occurredAt) },
    ...{ enrollmentId, documentId: row.id, by: actorOf(caller), now: context.clock.now() },
    ...{ commandId: `step/${asked.commandId}`, fingerprint: row.id },
  });
  if (outcome.status !== 'refused') return { planHash: outcome.document.hash };
  // Somebody completed it this very moment.
  if (outcome.refusal.code === 'nothing-changed') return completedPlan(context, caller, enrollmentId, asked);
  const { errors = [], ...refusal } = documentRefusal(outcome.refusal);
  // What is missing is missing in the plan, not in this request.
  return { ...refusal, errors: [{ pointer, detail: 'is not complete' }], extra: { missing: errors } };
}
