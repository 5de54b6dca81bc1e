import type { RecordedStep, StepFacts } from '../../engine/record/steps/index.ts';
import { addBusinessDays, instantAtLocal, localDateOf } from '../../engine/calendar/index.ts';
import type { EnrollmentState } from '../../engine/deadlines/state.ts';
import type { Refusal, Trial } from '../../engine/deadlines/step-check.ts';
import { effectiveSteps, standingAt } from '../../engine/obligations/fold.ts';
import type { Policy } from '../../engine/policy/profile.ts';
import { judgeRequest } from './request-checks.ts';
import { judgeRecordedService } from './service-checks.ts';
import { isConfirmedNeed } from '../triage/state.ts';
import {
  type Authorization,
  authorizationOf,
  authorizationRegister,
  type AuthorizationRegister,
  type AuthorizationState,
  decidedAt,
} from './state.ts';
import { contradictionsOf } from './standing.ts';

/** Judges steps about service authorizations and their use, SARs, the discretionary fund (AU). */
export function judgeAuthorization(trial: Trial, state: EnrollmentState): Refusal | null {
  const { event, now } = trial;
  if (!concerned.has(event.facts.type)) return null;
  const { policy } = standingAt(state.steps, event.occurredAt, now);
  const steps = effectiveSteps(state.steps, event.occurredAt, now);
  const then = authorizationRegister(steps);
  return (
    judgeRequest(trial, state, then) ??
    judgeTurn(event.facts, then, policy, event.occurredAt) ??
    judgeFund(event.facts, steps, state) ??
    judgeExtensionDecision(event.facts, then) ??
    judgeRecordedService(event.facts, then) ??
    judgeWhole(trial, state, policy)
  );
}

/** Steps that bear on authorizations; voiding bears on whatever it takes back. */
const concerned = new Set<StepFacts['type']>([
  'requestAuthorization',
  'decideAuthorization',
  'resubmitAuthorization',
  'appealDecision',
  'endAuthorization',
  'recordService',
  'requestExtension',
  'decideExtension',
  'voidStep',
  'payFromFund',
]);

/** In which states a step about an authorization may come. */
const turns: Partial<Record<StepFacts['type'], AuthorizationState[]>> = {
  decideAuthorization: ['requested', 'appealed'],
  resubmitAuthorization: ['returned'],
  appealDecision: ['denied', 'partial'],
  endAuthorization: ['requested', 'returned', 'denied', 'approved', 'partial', 'appealed'],
};

function judgeTurn(
  facts: StepFacts,
  register: AuthorizationRegister,
  policy: Policy,
  at: number,
): Refusal | null {
  const from = turns[facts.type];
  if (!from || !('about' in facts)) return null;
  const one = authorizationOf(register, facts.about);
  if (!one) return unknown('about');
  if (one.ended || !from.includes(one.state)) {
    const detail = `The authorization is ${one.ended ? 'ended' : one.state} at that time.`;
    return { code: 'authorization-out-of-turn', detail, field: 'about' };
  }
  if (facts.type === 'appealDecision') return judgeAppeal(one, policy, at);
  return facts.type === 'decideAuthorization' ? judgeDecision(facts) : null;
}

function judgeDecision({
  decision,
  units,
  from,
  through,
}: Extract<StepFacts, { type: 'decideAuthorization' }>): Refusal | null {
  if (decision === 'returned' || decision === 'denied') return null;
  const [field] = Object.entries({ units, from, through }).find(([, value]) => value == null) ?? [];
  if (field !== undefined) {
    const detail = 'What is approved says how many units, from when and through when.';
    return { code: 'decision-incomplete', detail, field };
  }
  return (from ?? '') <= (through ?? '')
    ? null
    : { code: 'authorization-dates', detail: 'It ends before it begins.', field: 'through' };
}

/** AU-4: what a payment is for has been confirmed, and a payment made is not undone here. */
function judgeFund(facts: StepFacts, steps: readonly RecordedStep[], state: EnrollmentState): Refusal | null {
  if (facts.type === 'voidStep') {
    const paid = state.steps.some(({ id, facts: { type } }) => id === facts.step && type === 'payFromFund');
    const detail = 'Money has left the fund; what comes back is entered there.';
    return paid ? { code: 'payment-not-voidable', detail, field: 'step' } : null;
  }
  if (facts.type !== 'payFromFund' || facts.need === undefined) return null;
  if (isConfirmedNeed(steps, facts.need)) return null;
  const detail = 'That step confirmed no need by that time.';
  return { code: 'need-not-confirmed', detail, field: 'need' };
}

/** Where an authorization is extended, its decision says which and to when: its next renewal counts from there. */
function judgeExtensionDecision(facts: StepFacts, { extensions }: AuthorizationRegister): Refusal | null {
  if (facts.type !== 'decideExtension' || facts.decision === 'returned' || facts.decision === 'denied')
    return null;
  const { authorization, through } = facts;
  const waiting = extensions.find(
    (one) => one.decision === null && (authorization === undefined || one.authorization === authorization),
  );
  if (authorization !== undefined && !waiting) return unknown('authorization');
  if (waiting?.authorization == null || (authorization !== undefined && through !== undefined)) return null;
  return {
    code: 'decision-incomplete',
    detail: 'The decision names the authorization it extends and its new last day.',
    field: authorization === undefined ? 'authorization' : 'through',
  };
}

/** AU-3: until the end of that business day after the decision. */
function judgeAppeal(one: Authorization, { calendar, profile }: Policy, at: number): Refusal | null {
  const days = profile.appealWithinBusinessDays?.value;
  const decided = decidedAt(one);
  if (days === undefined || decided === null) return null;
  const last = addBusinessDays(calendar, localDateOf(calendar, decided), days);
  if (at <= instantAtLocal(calendar, last, profile.businessDayEnds.value)) return null;
  const detail = `A decision is appealed within ${days} business days.`;
  return { code: 'appeal-too-late', detail, field: 'about' };
}

/** With the step, whenever it happened, and all that has been entered since, nothing may contradict anything. */
function judgeWhole({ next, event, now }: Trial, state: EnrollmentState, policy: Policy): Refusal | null {
  const whole = authorizationRegister(effectiveSteps(next.steps, now));
  const [first] = contradictionsOf(whole, policy.calendar);
  if (!first) return null;
  const before = contradictionsOf(authorizationRegister(effectiveSteps(state.steps, now)), policy.calendar);
  if (before.some(({ code, id }) => code === first.code && id === first.id)) return null;
  const { code, detail } = first;
  const field = fieldOf[event.facts.type];
  return { code, detail, ...(field === undefined ? {} : { field }) };
}

const fieldOf: Partial<Record<StepFacts['type'], string>> = {
  requestAuthorization: 'from',
  decideAuthorization: 'units',
  recordService: 'authorization',
  endAuthorization: 'about',
  voidStep: 'step',
};

function unknown(field: string): Refusal {
  return {
    code: 'unknown-authorization',
    detail: 'No such authorization had been asked for by that time.',
    field,
  };
}
