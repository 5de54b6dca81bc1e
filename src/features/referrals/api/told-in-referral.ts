import { nameOf } from '../../../kit/client-row.ts';
import type { DocumentGlance } from '../../../kit/documents.ts';
import type { Resolve, Submitted } from '../../../kit/http/command-spec.ts';
import { type RouteContext, scopeOf } from '../../../kit/http/context.ts';
import { isRefusal, type Refusal, refuse } from '../../../kit/http/reply.ts';
import { planRow } from '../../plans/api/plan-row.ts';
import { planKind } from '../../plans/plan.document.ts';
import { type Provider, providerKind } from '../directory.document.ts';
import { fromPlan, type Picked, pickedFields } from '../from-plan.ts';
import { namedProvider } from './named-provider.ts';

/** What a referral says in words and dates, as far as no plan says it. */
const typedFields = ['presentingIssue', 'desiredServices', 'goals', 'targetOn', 'reviewOn'] as const;

type Body = Readonly<Record<string, unknown>>;
/** Who pays says the plan as well; where there is none, it may be left out. */
const typedIn = (body: Body) => [...typedFields, 'payer'].filter((field) => body[field] !== undefined);
const picked = (body: Body): Picked =>
  Object.fromEntries(pickedFields.map((field) => [field, body[field]])) as Picked;

/** A referral says it by a plan's items or in words of its own, and in either way all of it. */
export function saidWholly(body: Body): { field: string; detail: string }[] {
  const isPlanned = body['plan'] !== undefined;
  const lacks = (isPlanned ? pickedFields : typedFields).filter((field) => body[field] === undefined);
  const stray = isPlanned ? [] : [...pickedFields, 'planHash'].filter((field) => body[field] !== undefined);
  return [
    ...lacks.map((field) => ({ field, detail: isPlanned ? 'is chosen from the plan' : 'is required' })),
    ...stray.map((field) => ({ field, detail: 'goes with the plan it is of' })),
  ];
}

/**
 * RF-2: whom a referral is of, to and from, why, what for, by when and who pays is as the record has it then: the client's identity, the
 * directory, who has the client, the plan of care. Nobody types it beside the provider and the plan's items that were asked for.
 */
export const toldInReferral: Resolve = {
  problems: [
    ...namedProvider.problems,
    'unknown-plan',
    'plan-changed',
    'unknown-plan-item',
    'words-beside-plan',
  ],
  async look(submitted, context) {
    const provider = await namedProvider.look(submitted, context);
    if (isRefusal(provider)) return provider;
    const { body } = submitted;
    if (body['plan'] === undefined) return (await spokenFor(submitted, context)) ?? {};
    if (typedIn(body).length > 0) return beside(submitted);
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

/** Words of one's own are for an emergency, and for a client who has no complete plan yet. */
async function spokenFor(submitted: Submitted, { documents }: RouteContext): Promise<Refusal | null> {
  const { body, caller, enrollmentId } = submitted;
  if (body['emergency'] === true) return null;
  const place = { agencyId: caller.agencyId, enrollmentId, kind: planKind.kind };
  const complete = await documents.list(place, { state: 'complete', limit: 1 });
  return complete.length > 0 ? beside(submitted) : null;
}

function beside({ body, pointer }: Submitted): Refusal {
  const detail = 'is not typed: the plan says it';
  return refuse('words-beside-plan', {
    errors: typedIn(body).map((field) => ({ pointer: `${pointer}/${field}`, detail })),
  });
}
