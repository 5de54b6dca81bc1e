import { agencyPolicy, dateAt } from '../../../kit/http/documents/agency-policy.ts';
import { documentRefusal } from '../../../kit/http/documents/perform.ts';
import type { Resolve, Submitted } from '../../../kit/http/command-spec.ts';
import { keyReused } from '../../../kit/http/act-reply.ts';
import { actorOf, type RouteContext } from '../../../kit/http/context.ts';
import { type Refusal, refuse } from '../../../kit/http/reply.ts';
import { planKind } from '../plan.document.ts';
import type { PlanVersion } from '../plan.ts';
import { planRow } from './plan-row.ts';

/**
 * The plan a step stands on, of one of these versions and complete: a draft is completed first, and can be changed no more
 * from then on, whatever becomes of the step. Adds the hash of its words; nothing where the step names no plan.
 */
export function completedPlan(versions: readonly PlanVersion[]): Resolve {
  return {
    problems: ['unknown-plan', 'plan-incomplete', 'safety-plan-missing'],
    look: (submitted, context) => completed(versions, submitted, context),
  };
}

async function completed(
  versions: readonly PlanVersion[],
  submitted: Submitted,
  context: RouteContext,
): Promise<{ planHash?: string } | Refusal> {
  const { body, caller, enrollmentId, commandId } = submitted;
  const plan = body['plan'];
  if (typeof plan !== 'string') return {};
  const row = await planRow(context, caller.agencyId, enrollmentId, plan);
  const pointer = `${submitted.pointer}/plan`;
  if (!row || row.state === 'discarded' || !versions.includes(row.content.version)) {
    const detail = `must name a plan of this enrollment, of the version ${versions.join(' or ')}`;
    return refuse('unknown-plan', { errors: [{ pointer, detail }] });
  }
  if (row.state === 'complete') return { planHash: row.hash };
  const at = body.occurredAt ?? context.clock.now();
  const outcome = await context.documents.act({
    kind: planKind,
    act: { type: 'complete', today: dateAt(await agencyPolicy(context, caller.agencyId), at) },
    ...{ enrollmentId, documentId: row.id, by: actorOf(caller), now: context.clock.now() },
    ...{ commandId: `step/${commandId}`, fingerprint: row.id },
  });
  if (outcome.status === 'reused') return keyReused(outcome.how, 'step');
  if (outcome.status !== 'refused') return { planHash: outcome.row.hash };
  // Somebody completed it this very moment.
  if (outcome.refusal.code === 'nothing-changed') return completed(versions, submitted, context);
  const { errors = [], ...refusal } = documentRefusal(outcome.refusal);
  // What is missing is missing in the plan, not in this request.
  return { ...refusal, errors: [{ pointer, detail: 'is not complete' }], extra: { missing: errors } };
}
