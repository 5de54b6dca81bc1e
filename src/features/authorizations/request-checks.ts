import { refuse, type StepCheck } from '../../engine/steps/check.ts';
import { effectiveSteps, statusAt } from '../../engine/obligations/fold.ts';
import {
  enclosedKinds,
  type RequestDocument,
  type RequestKind,
} from '../../engine/policy/request-documents.ts';
import type { RecordedStep } from '../../engine/record/steps/index.ts';
import { missing, staleIndex } from './enclosed.ts';
import { authorizationOf, type AuthorizationRegister, authorizationRegister } from './state.ts';

type Request = StepCheck<
  'requestAuthorization' | 'resubmitAuthorization' | 'requestExtension' | 'resubmitExtension'
>;
type Asked = { kind: RequestKind; initial: boolean; documents: readonly RequestDocument[] };

const before = ({ state, event, now }: Request) => effectiveSteps(state.steps, event.occurredAt, now);
const status = ({ state, event, now }: Request) => statusAt(state.steps, event.occurredAt, now);
const newestIndex = (steps: readonly RecordedStep[]) =>
  steps.findLast((step) => step.facts.type === 'scoreAcuity');

/** AC-2: every extension but the first comes with an Acuity Index that is not out of date. */
export function checkExtensionIndex(check: StepCheck<'requestExtension'>) {
  const steps = before(check);
  if (check.facts.initial && !steps.some((step) => step.facts.type === 'requestExtension')) return null;
  return staleIndex(status(check).policy, newestIndex(steps), check.event.occurredAt, 'initial');
}

/** It names only what is on record by that time. */
export function checkNames(check: StepCheck<'requestAuthorization' | 'requestExtension'>) {
  const { facts } = check;
  const steps = before(check);
  const register = authorizationRegister(steps);
  if (facts.type === 'requestExtension') {
    const { authorization } = facts;
    const known = authorization === undefined || authorizationOf(register, authorization);
    return known ? null : unknown('authorization');
  }
  if (facts.from > facts.through)
    return refuse('authorization-dates', 'It ends before it begins.', 'through');
  if (facts.extends !== undefined && !authorizationOf(register, facts.extends)) return unknown('extends');
  const paid = steps.some((step) => step.id === facts.claims && step.facts.type === 'payFromFund');
  return facts.claims === undefined || paid ? null : unknown('claims');
}

/** A request to the payer carries what the policy asks for (AC-2, AU-2, AU-3). */
export function checkEnclosed(check: Request) {
  const { facts, event } = check;
  const steps = before(check);
  const asked = askedBy(facts, authorizationRegister(steps), steps);
  if (!asked) return null;
  const { policy, level } = status(check);
  const index = newestIndex(steps);
  // Extensions have been held to a recent index from the first release on; a claim needs none.
  const needsIndex = facts.type !== 'requestExtension' && !asked.initial && asked.kind !== 'claim';
  return (
    (needsIndex ? staleIndex(policy, index, event.occurredAt, 'initial') : null) ??
    missing(policy.profile, { ...asked, level }, index, 'enclosed')
  );
}

/** What sort of request it is. The first of its service, or of extensions, is initial. */
function askedBy(
  facts: Request['facts'],
  { authorizations }: AuthorizationRegister,
  steps: readonly RecordedStep[],
): Asked | null {
  switch (facts.type) {
    case 'requestAuthorization': {
      const { service } = facts;
      const first = authorizations.every(({ request }) => request.facts.service !== service);
      const kind = facts.claims === undefined ? 'authorization' : 'claim';
      return { kind, initial: facts.initial && first, documents: enclosedKinds(facts) };
    }
    case 'resubmitAuthorization': {
      const { request } = authorizations.find(({ id }) => id === facts.about) ?? {};
      if (!request) return null;
      const { initial, claims } = request.facts;
      return {
        kind: claims === undefined ? 'authorization' : 'claim',
        initial,
        documents: enclosedKinds(facts),
      };
    }
    case 'requestExtension': {
      const first = steps.every((step) => step.facts.type !== 'requestExtension');
      return { kind: 'extension', initial: facts.initial && first, documents: enclosedKinds(facts) };
    }
    case 'resubmitExtension': {
      const requests = steps.filter((step) => step.facts.type === 'requestExtension');
      const request = requests.find(({ id }) => id === facts.about);
      if (request?.facts.type !== 'requestExtension') return null;
      const initial = request.facts.initial && request === requests[0];
      return { kind: 'extension', initial, documents: enclosedKinds(facts) };
    }
  }
}

function unknown(field: string) {
  return refuse('unknown-authorization', 'It names what is not on record by that time.', field);
}
