import type { RecordedStep, StepFacts } from '../../engine/record/steps/index.ts';
import type { EnrollmentState } from '../../engine/deadlines/state.ts';
import type { Refusal, Trial } from '../../engine/deadlines/step-check.ts';
import { effectiveSteps, standingAt } from '../../engine/obligations/fold.ts';
import { missing, staleIndex } from './enclosed.ts';
import { authorizationOf, type AuthorizationRegister } from './state.ts';
import type { RequestDocument, RequestKind } from '../../engine/policy/request-documents.ts';

type Asked = { kind: RequestKind; initial: boolean; documents: readonly RequestDocument[] };

/** A request to the payer carries what the policy asks for, and names only what there is (AC-2, AU-2, AU-3). */
export function judgeRequest(
  { event, now }: Trial,
  state: EnrollmentState,
  register: AuthorizationRegister,
): Refusal | null {
  const { facts, occurredAt } = event;
  const steps = effectiveSteps(state.steps, occurredAt, now);
  const asked = askedBy(facts, register, steps);
  if (!asked) return null;
  const { policy, level } = standingAt(state.steps, occurredAt, now);
  const index = steps.findLast((step) => step.facts.type === 'scoreAcuity');
  return (
    judgeNames(facts, register, steps) ??
    judgeIndex(facts, asked, () => staleIndex(policy, index, occurredAt)) ??
    missing(policy.profile, { ...asked, level }, index)
  );
}

/** What sort of request it is; null for a step that is none. The first of its service, or of extensions, is initial. */
function askedBy(
  facts: StepFacts,
  { authorizations }: AuthorizationRegister,
  steps: readonly RecordedStep[],
): Asked | null {
  switch (facts.type) {
    case 'requestAuthorization': {
      const { documents, service } = facts;
      const first = authorizations.every(({ request }) => request.facts.service !== service);
      const kind = facts.claims === undefined ? 'authorization' : 'claim';
      return { kind, initial: facts.initial && first, documents };
    }
    case 'resubmitAuthorization': {
      const { request } = authorizations.find(({ id }) => id === facts.about) ?? {};
      if (!request) return null;
      const { initial, claims } = request.facts;
      return { kind: claims === undefined ? 'authorization' : 'claim', initial, documents: facts.documents };
    }
    case 'requestExtension': {
      const first = steps.every((step) => step.facts.type !== 'requestExtension');
      return { kind: 'extension', initial: facts.initial && first, documents: facts.documents ?? [] };
    }
    default:
      return null;
  }
}

function judgeNames(
  facts: StepFacts,
  register: AuthorizationRegister,
  steps: readonly RecordedStep[],
): Refusal | null {
  if (facts.type === 'requestExtension' && facts.authorization !== undefined)
    return authorizationOf(register, facts.authorization) ? null : unknown('authorization');
  if (facts.type !== 'requestAuthorization') return null;
  if (facts.from > facts.through)
    return { code: 'authorization-dates', detail: 'It ends before it begins.', field: 'through' };
  if (facts.extends !== undefined && !authorizationOf(register, facts.extends)) return unknown('extends');
  const paid = steps.some((step) => step.id === facts.claims && step.facts.type === 'payFromFund');
  return facts.claims === undefined || paid ? null : unknown('claims');
}

/** Extensions have been held to a recent index from the first release on; a claim needs none. */
function judgeIndex(facts: StepFacts, asked: Asked, stale: () => Refusal | null): Refusal | null {
  const refusal =
    facts.type === 'requestExtension' || asked.initial || asked.kind === 'claim' ? null : stale();
  return refusal && { ...refusal, field: 'initial' };
}

function unknown(field: string): Refusal {
  return { code: 'unknown-authorization', detail: 'It names what is not on record by that time.', field };
}
