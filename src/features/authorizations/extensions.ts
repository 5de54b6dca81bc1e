import type { AuthorizationDecision } from '../../engine/record/steps/authorizations.ts';
import {
  type Enclosure,
  enclosedKinds,
  type RequestDocument,
} from '../../engine/policy/request-documents.ts';
import type { RecordedStep, StepFacts } from '../../engine/record/steps/index.ts';
import { type AuthorizationState, isGrant, stateAfterDecision } from './decision-state.ts';

type FactsOf<Type> = Extract<StepFacts, { type: Type }>;
/** `documents`: the kinds of what is enclosed; `enclosed`: what, where it has names. */
export type Resubmission = {
  step: RecordedStep;
  documents: readonly RequestDocument[];
  enclosed: readonly Enclosure[];
};

type Asked = { units: number; through: string };
/** What is granted of the authorization that is extended. */
type Extended = { granted: { units: number; from: string; through: string } | null };

/**
 * A request for more time or units, from when it is made on (AU-2). It is decided, sent again and appealed by itself,
 * as an authorization is. Dates are local ones.
 */
export type Extension = {
  id: string;
  request: RecordedStep & { facts: FactsOf<'requestExtension'> };
  /** The one it extends; null where it names none. */
  authorization: string | null;
  state: AuthorizationState;
  asked: Asked;
  /** What the payer grants of it at present; null while nothing is. `throughBefore`: what it moved. */
  granted: (Asked & { throughBefore: string | null }) | null;
  decisions: { step: RecordedStep; decision: AuthorizationDecision }[];
  /** A returned one, sent again with what was missing. */
  resubmissions: Resubmission[];
  appeals: RecordedStep[];
  withdrawn: RecordedStep | null;
};

/** The payer has it before them. */
export const awaitsDecision = ({ state, withdrawn }: Extension): boolean =>
  withdrawn === null && (state === 'requested' || state === 'appealed');

export function requestedExtension(step: RecordedStep, facts: FactsOf<'requestExtension'>): Extension {
  const { authorization = null, units, through } = facts;
  return {
    id: step.id,
    request: { ...step, facts },
    authorization,
    state: 'requested',
    asked: { units, through },
    granted: null,
    decisions: [],
    resubmissions: [],
    appeals: [],
    withdrawn: null,
  };
}

/**
 * The one that a decision names. One without a name, from before they had any, is about the one that has waited longest;
 * undefined where none waits.
 */
export function decidedBy(
  extensions: readonly Extension[],
  { about, authorization }: Pick<FactsOf<'decideExtension'>, 'about' | 'authorization'>,
): Extension | undefined {
  if (about !== undefined) return extensions.find(({ id }) => id === about);
  return extensions.find(
    (one) => awaitsDecision(one) && (authorization === undefined || one.authorization === authorization),
  );
}

/** Changes the extension, and what is granted of the authorization it extends. */
export function decideExtension(
  one: Extension,
  extended: Extended | undefined,
  step: RecordedStep,
  { decision, units, through }: FactsOf<'decideExtension'>,
): void {
  one.decisions.push({ step, decision });
  one.state = stateAfterDecision(decision);
  // What was approved before stays in force until it is decided anew.
  if (decision === 'returned') return;
  takeBack(one, extended);
  if (!isGrant(decision)) return;
  const added = { units: units ?? one.asked.units, through: through ?? one.asked.through };
  one.granted = { ...added, throughBefore: extended?.granted?.through ?? null };
  if (extended?.granted)
    extended.granted = {
      ...extended.granted,
      units: extended.granted.units + added.units,
      through: added.through,
    };
}

/** Sent again, with what goes with it now. */
export function resubmitted(
  step: RecordedStep,
  facts: FactsOf<'resubmitExtension'> | FactsOf<'resubmitAuthorization'>,
): Resubmission {
  return { step, documents: enclosedKinds(facts), enclosed: facts.enclosed ?? [] };
}

function takeBack(one: Extension, extended: Extended | undefined): void {
  const { granted } = one;
  one.granted = null;
  if (!granted || granted.throughBefore === null || !extended?.granted) return;
  const { units, through } = extended.granted;
  extended.granted = {
    ...extended.granted,
    units: units - granted.units,
    // A later extension may have moved it since.
    through: through === granted.through ? granted.throughBefore : through,
  };
}

/** A step about the extension itself, other than its decision. */
export function changeExtension(one: Extension, step: RecordedStep): void {
  const { facts } = step;
  switch (facts.type) {
    case 'resubmitExtension':
      one.resubmissions.push(resubmitted(step, facts));
      one.asked = { units: facts.units ?? one.asked.units, through: facts.through ?? one.asked.through };
      one.state = 'requested';
      return;
    case 'appealExtension':
      one.appeals.push(step);
      one.state = 'appealed';
      return;
    case 'withdrawExtension':
      one.withdrawn ??= step;
      return;
    default:
  }
}
