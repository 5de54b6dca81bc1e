import type { RecordedStep, StepFacts } from '../../engine/record/steps/index.ts';
import type { Instant } from '../../engine/calendar/index.ts';
import type { AuthorizationDecision } from '../../engine/record/steps/authorizations.ts';
import {
  changeExtension,
  decidedBy,
  decideExtension,
  type Extension,
  requestedExtension,
  type Resubmission,
  resubmitted,
} from './extensions.ts';
import { type AuthorizationState, isGrant, stateAfterDecision } from './decision-state.ts';

/** A service authorization, from its request on. Dates are local ones, both ends included. */
export type Authorization = {
  id: string;
  request: RecordedStep & { facts: Extract<StepFacts, { type: 'requestAuthorization' }> };
  state: AuthorizationState;
  asked: { units: number; from: string; through: string };
  /** What the payer grants at present; null while nothing is. */
  granted: { units: number; from: string; through: string } | null;
  decisions: { step: RecordedStep; decision: AuthorizationDecision }[];
  /** A returned one, sent again with what was missing. */
  resubmissions: Resubmission[];
  appeals: RecordedStep[];
  ended: RecordedStep | null;
  /** Services that used it, with their units. */
  uses: { step: RecordedStep; units: number }[];
};

export type AuthorizationRegister = {
  authorizations: Authorization[];
  extensions: Extension[];
  /** From the discretionary fund (AU-4). */
  payments: (RecordedStep & { facts: Extract<StepFacts, { type: 'payFromFund' }> })[];
  services: (RecordedStep & { facts: Extract<StepFacts, { type: 'recordService' }> })[];
};

/** Folds effective steps, in the order in which they happened. Uses are counted whatever came first. */
export function authorizationRegister(steps: readonly RecordedStep[]): AuthorizationRegister {
  const register: AuthorizationRegister = { authorizations: [], extensions: [], payments: [], services: [] };
  for (const step of steps) enter(register, step);
  for (const service of register.services) {
    const { authorization, units = 0 } = service.facts;
    authorizationOf(register, authorization)?.uses.push({ step: service, units });
  }
  return register;
}

export function authorizationOf(
  { authorizations }: AuthorizationRegister,
  id: string | undefined,
): Authorization | undefined {
  return authorizations.find((one) => one.id === id);
}

export function usedOf({ uses }: Authorization): number {
  return uses.reduce((sum, { units }) => sum + units, 0);
}

function enter(register: AuthorizationRegister, step: RecordedStep): void {
  const { facts } = step;
  switch (facts.type) {
    case 'requestAuthorization': {
      const { units, from, through } = facts;
      register.authorizations.push({
        id: step.id,
        request: { ...step, facts },
        state: 'requested',
        asked: { units, from, through },
        granted: null,
        decisions: [],
        resubmissions: [],
        appeals: [],
        ended: null,
        uses: [],
      });
      return;
    }
    case 'recordService':
      register.services.push({ ...step, facts });
      return;
    case 'payFromFund':
      register.payments.push({ ...step, facts });
      return;
    case 'requestExtension':
      register.extensions.push(requestedExtension(step, facts));
      return;
    case 'decideExtension': {
      const decided = decidedBy(register.extensions, facts);
      const extended = authorizationOf(register, decided?.authorization ?? undefined);
      if (decided) decideExtension(decided, extended, step, facts);
      return;
    }
    case 'resubmitExtension':
    case 'appealExtension':
    case 'withdrawExtension': {
      const extension = register.extensions.find(({ id }) => id === facts.about);
      if (extension) changeExtension(extension, step);
      return;
    }
    default: {
      const one = 'about' in facts ? authorizationOf(register, facts.about) : undefined;
      if (one) change(one, step, facts);
    }
  }
}

function change(one: Authorization, step: RecordedStep, facts: StepFacts): void {
  switch (facts.type) {
    case 'decideAuthorization': {
      const { decision, units, from, through } = facts;
      one.decisions.push({ step, decision });
      one.state = stateAfterDecision(decision);
      if (decision === 'denied') one.granted = null;
      if (isGrant(decision))
        one.granted = {
          units: units ?? one.asked.units,
          from: from ?? one.asked.from,
          through: through ?? one.asked.through,
        };
      return;
    }
    case 'resubmitAuthorization': {
      const { units, from, through } = facts;
      one.resubmissions.push(resubmitted(step, facts));
      one.asked = {
        units: units ?? one.asked.units,
        from: from ?? one.asked.from,
        through: through ?? one.asked.through,
      };
      one.state = 'requested';
      return;
    }
    case 'appealDecision':
      one.appeals.push(step);
      one.state = 'appealed';
      return;
    case 'endAuthorization':
      one.ended ??= step;
      return;
    default:
  }
}

/** When the newest decision about it was made; null before the first. */
export function decidedAt({ decisions }: Pick<Authorization, 'decisions'>): Instant | null {
  return decisions.at(-1)?.step.at ?? null;
}
