import { crisesOf } from '../../crisis/state.ts';
import { renderCrisis } from '../../crisis/api/routes.ts';
import { planKind } from '../../plans/plan.document.ts';
import type { Plan } from '../../plans/plan.ts';
import { effectiveSteps } from '../../../engine/obligations/fold.ts';
import { readsDetails, type RouteContext, scopeOf } from '../../../kit/http/context.ts';
import { toldBy } from '../../../kit/http/register-route.ts';
import type { Caller } from '../../../kit/reads.ts';
import type { FileEnrollment, LinkedFile, LinkRow } from '../postgres/ports.ts';

/** So many of a client's plans are looked through for their safety plan. */
const mostPlans = 50;

export function renderFile({ client, linkedAt, by, enrollments }: LinkedFile) {
  const { id: clientId, reference, givenName, familyName, birthDate } = client;
  return {
    ...{ clientId, reference, givenName, familyName, birthDate, linkedAt, by },
    enrollments: enrollments.map(renderEnrollment),
  };
}

function renderEnrollment({ id: enrollmentId, inErrorAt: enteredInErrorAt, ...row }: FileEnrollment) {
  return { enrollmentId, enteredInErrorAt, ...row };
}

/** A linked file with what whoever works for the person has to know: danger, needs, what keeps them safe. */
export async function renderWhole(context: RouteContext, caller: Caller, file: LinkedFile) {
  const { enrollments, ...rest } = renderFile(file);
  const whole = [];
  for (const one of enrollments) whole.push({ ...one, ...(await safetyOf(context, caller, one)) });
  return { ...rest, enrollments: whole };
}

/** What was never meant says nothing of anybody. */
async function safetyOf(
  context: RouteContext,
  caller: Caller,
  { enrollmentId, enteredInErrorAt }: { enrollmentId: string; enteredInErrorAt: number | null },
) {
  const words = readsDetails(caller);
  const none = { reported: [], crises: [], ...(words ? { safetyPlan: null } : {}) };
  if (enteredInErrorAt !== null) return none;
  const { reads, documents, clock } = context;
  const [read, plans] = await Promise.all([
    reads.steps(scopeOf(caller), enrollmentId, { details: words }),
    words
      ? documents.list(
          { agencyId: caller.agencyId, enrollmentId, kind: planKind.kind },
          { state: 'complete', limit: mostPlans },
        )
      : [],
  ]);
  if (!read) return none;
  const steps = effectiveSteps(read.steps, clock.now());
  const told = toldBy(read);
  const withPlan = plans.find(({ content }) => (content as Plan).sections.safetyPlan !== null);
  const plan = withPlan && (withPlan.content as Plan);
  const safety =
    plan?.sections.safetyPlan == null
      ? null
      : { version: plan.version, writtenAt: withPlan?.createdAt ?? 0, plan: plan.sections.safetyPlan };
  return {
    reported: steps
      .filter(({ facts: { type } }) => type === 'receiveReferral' || type === 'reportEmergentNeed')
      .map(({ id, at, facts }) => ({ ...told.mark(id, at), type: facts.type })),
    crises: crisesOf(steps).map((crisis) => renderCrisis(crisis, told)),
    ...(words ? { safetyPlan: safety } : {}),
  };
}

/** Why, only to who may read what people wrote. */
export function renderLink(
  { id: linkId, clients, at: linkedAt, by, reason, unlinked }: LinkRow,
  words: boolean,
) {
  const why = (said: string) => (words ? { reason: said } : {});
  return {
    ...{ linkId, clients, linkedAt, by, ...why(reason) },
    unlinked: unlinked && { at: unlinked.at, by: unlinked.by, ...why(unlinked.reason) },
  };
}
