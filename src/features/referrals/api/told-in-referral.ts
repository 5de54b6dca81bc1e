import { statusAt } from '../../../engine/obligations/fold.ts';
import { nameOf } from '../../../kit/client-row.ts';
import type { DocumentGlance } from '../../../kit/documents.ts';
import type { Resolve, Submitted } from '../../../kit/http/command-spec.ts';
import { type RouteContext, scopeOf } from '../../../kit/http/context.ts';
import { agencyPolicy } from '../../../kit/http/documents/agency-policy.ts';
import { isRefusal, type Refusal, refuse } from '../../../kit/http/reply.ts';
import { planRow } from '../../plans/api/plan-row.ts';
import { planKind } from '../../plans/plan.document.ts';
import { type Provider, providerKind } from '../directory.document.ts';
import { datesByNeed } from '../from-need.ts';
import { fromPlan, type Picked, pickedFields } from '../from-plan.ts';
import { namedProvider } from './named-provider.ts';

/** What a referral says in words and dates, as far as no plan says it. */
const typedFields = ['presentingIssue', 'desiredServices', 'goals', 'targetOn', 'reviewOn'] as const;

type Body = Readonly<Record<string, unknown>>;
/** Who pays says the plan as well; where there is none, it may be left out. */
const typedIn = (body: Body) => [...typedFields, 'payer'].filter((field) => body[field] !== undefined);
const picked = (body: Body): Picked =>
  Object.fromEntries(pickedFields.map((field) => [field, body[field]])) as Picked;

/** A referral says it by a plan's items, by its need or in words of its own, and in each way all of it. */
export function saidWholly(body: Body): { field: string; detail: string }[] {
  const isPlanned = body['plan'] !== undefined;
  const isByNeed = !isPlanned && body['emergency'] === true;
  const asked = isPlanned ? pickedFields : isByNeed ? [] : typedFields;
  const lacks = asked.filter((field) => body[field] === undefined);
  const stray = isPlanned ? [] : [...pickedFields, 'planHash'].filter((field) => body[field] !== undefined);
  return [
    ...(body['reportedIn'] === undefined || isByNeed
      ? []
      : [{ field: 'reportedIn', detail: 'goes with an emergency need, and no plan' }]),
    ...lacks.map((field) => ({ field, detail: isPlanned ? 'is chosen from the plan' : 'is required' })),
    ...stray.map((field) => ({ field, detail: 'goes with the plan it is of' })),
  ];
}

/**
 * RF-2: whom a referral is of, to and from, why, what for, by when and who pays is as the record has it then: the client's identity, the
 * directory, who has the client, the plan of care, in an emergency the need. Nobody types it beside what is named.
 */
export const toldInReferral: Resolve = {
  problems: [
    ...namedProvider.problems,
    'unknown-plan',
    'plan-changed',
    'unknown-plan-item',
    'words-beside-plan',
    'words-beside-need',
  ],
  async look(submitted, context) {
    const provider = await namedProvider.look(submitted, context);
    if (isRefusal(provider)) return provider;
    const { body } = submitted;
    if (body['plan'] === undefined)
      return body['emergency'] === true
        ? byNeed(submitted, context)
        : ((await spokenFor(submitted, context)) ?? {});
    if (typedIn(body).length > 0) return beside(submitted, 'plan');
    const plan = await planned(submitted, context);
    if (isRefusal(plan)) return plan;
    const { planFunding, dates } = plan;
    return {
      ...{ planRevision: plan.revision, planHash: plan.hash, ...dates },
      ...(planFunding.length === 0 ? {} : { planFunding }),
    };
  },
  async words(submitted, context) {
    const { body, caller, enrollmentId } = submitted;
    const { documents, reads, clock } = context;
    const place = { agencyId: caller.agencyId, enrollmentId: null, kind: providerKind.kind };
    const provider = (await documents.peek(
      place,
      String(body['provider']),
    )) as DocumentGlance<Provider> | null;
    const enrollment = await reads.enrollment(scopeOf(caller), enrollmentId, clock.now());
    // Before anybody has the client it is whoever refers them.
    const author =
      enrollment?.coordinatorName ?? (await reads.staffMember(caller.agencyId, caller.staffId))?.name;
    const plan = body['plan'] === undefined ? null : await planned(submitted, context);
    return {
      ...(plan && !isRefusal(plan) ? plan.words : {}),
      clientName: enrollment ? nameOf(enrollment.client) : '',
      receivingAgency: provider?.content.name ?? '',
      caseManager: author ?? '',
    };
  },
};

/** The client's plan that is named, complete and as its author saw it, and what the referral says by it. */
async function planned({ body, caller, enrollmentId, pointer }: Submitted, context: RouteContext) {
  const plan = await planRow(context, caller.agencyId, enrollmentId, String(body['plan']));
  if (plan?.state !== 'complete') {
    const detail = 'must name a complete plan of this enrollment';
    return refuse('unknown-plan', { errors: [{ pointer: `${pointer}/plan`, detail }] });
  }
  if (body['planHash'] !== undefined && body['planHash'] !== plan.hash)
    return refuse('plan-changed', {
      errors: [{ pointer: `${pointer}/planHash`, detail: 'is not what the plan says now' }],
    });
  const said = fromPlan(plan.content.sections, picked(body));
  if ('unknown' in said) {
    const detail = 'names no need, service or open goal of the plan';
    return refuse('unknown-plan-item', { errors: [{ pointer: `${pointer}/${said.unknown}`, detail }] });
  }
  return { ...said, revision: plan.revision, hash: plan.hash };
}

/** Dates alone: the words are read where the need has them, which may be on its way to the record still. */
async function byNeed(submitted: Submitted, context: RouteContext) {
  const { body, caller, enrollmentId } = submitted;
  if (typedIn(body).length > 0) return beside(submitted, 'need');
  const { reads, clock } = context;
  const read = await reads.steps(scopeOf(caller), enrollmentId, { details: false });
  const at = body.occurredAt ?? clock.now();
  const steps = read?.steps ?? [];
  const status =
    steps.length > 0
      ? statusAt(steps, clock.now())
      : { policy: await agencyPolicy(context, caller.agencyId), obligations: [] };
  const need = typeof body['need'] === 'string' ? body['need'] : undefined;
  return { saidByNeed: true, ...datesByNeed(status, need, at) };
}

/** Words of one's own are for a client who has no complete plan yet. */
async function spokenFor(submitted: Submitted, { documents }: RouteContext): Promise<Refusal | null> {
  const { caller, enrollmentId } = submitted;
  const place = { agencyId: caller.agencyId, enrollmentId, kind: planKind.kind };
  const complete = await documents.list(place, { state: 'complete', limit: 1 });
  return complete.length > 0 ? beside(submitted, 'plan') : null;
}

const said = { plan: 'is not typed: the plan says it', need: 'is not typed: the need says it' };

function beside({ body, pointer }: Submitted, what: 'plan' | 'need'): Refusal {
  const detail = said[what];
  return refuse(`words-beside-${what}`, {
    errors: typedIn(body).map((field) => ({ pointer: `${pointer}/${field}`, detail })),
  });
}
