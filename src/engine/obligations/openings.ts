import type { RecordedStep } from '../record/steps/index.ts';
import type { Profile, Rule, Trigger } from '../policy/profile.ts';
import { allHold, type ConditionContext } from './conditions.ts';
import type { Cause } from './ledger.ts';
import type { Obligation } from './obligation.ts';
import { factOf, matches, focusOf } from './focus.ts';

/** What a step has met just now. */
export type Met = Pick<Obligation, 'kind' | 'focus'>;

/** A step at work: what it has met, and whether it brings the first coordinator or comes after a discharge. */
export type OpeningContext = ConditionContext & {
  met: readonly Met[];
  firstAssignment: boolean;
  discharged: boolean;
};

/** The rules of a profile that such a step may open, in the profile's order: most steps concern few of them. */
export function rulesOpenedBy(profile: Profile, { facts }: RecordedStep, met: readonly Met[]): Rule[] {
  const rules = concerned.get(profile) ?? new Map<string, Rule[]>();
  concerned.set(profile, rules);
  const causes = [facts.type, ...met.map(({ kind }) => kind)].join(' ');
  const known = rules.get(causes);
  if (known) return known;
  const found = profile.rules.filter(({ opens }) => opens.some((trigger) => mayFire(trigger, facts, met)));
  rules.set(causes, found);
  return found;
}
const concerned = new WeakMap<Profile, Map<string, Rule[]>>();

function mayFire(trigger: Trigger, { type }: RecordedStep['facts'], met: readonly Met[]): boolean {
  switch (trigger.on) {
    case 'referral':
      return type === 'receiveReferral';
    case 'first-assignment':
      return type === 'receiveReferral' || type === 'assignCoordinator';
    case 'met':
      return met.some(({ kind }) => kind === trigger.kind);
    case 'step':
      return type === trigger.step;
  }
}

/** For what a step opens obligations of this rule: nothing, itself, or what it is about. */
export function openingsOf(rule: Rule, context: OpeningContext): Cause[] {
  const { step } = context;
  const cause = { at: step.at, seq: step.seq, facts: step.facts };
  const fired = rule.opens.filter((trigger) => fires(trigger, context) && allHold(trigger.given, context));
  if (!rule.perThing) return fired.length > 0 ? [cause] : [];
  const foci = new Set(fired.flatMap((trigger) => fociOf(trigger, step, context.met)));
  return [...foci].map((focus) => ({ ...cause, focus, ownFocus: focus === focusOf(step) }));
}

function fires(trigger: Trigger, { step, met, firstAssignment, discharged }: OpeningContext): boolean {
  const { facts } = step;
  switch (trigger.on) {
    case 'referral':
      if (facts.type !== 'receiveReferral') return false;
      return trigger.emergency === undefined || trigger.emergency === facts.emergency;
    case 'first-assignment':
      return firstAssignment;
    case 'met':
      return met.some(({ kind }) => kind === trigger.kind);
    case 'step':
      return (
        facts.type === trigger.step &&
        (discharged ? trigger.discharged !== undefined : trigger.discharged !== 'only') &&
        matches(facts, trigger.where)
      );
  }
}

function fociOf(trigger: Trigger, step: RecordedStep, met: readonly Met[]): string[] {
  if (trigger.on === 'met')
    return met.flatMap(({ kind, focus }) => (kind === trigger.kind && focus !== undefined ? [focus] : []));
  if (trigger.on === 'referral' && trigger.each !== undefined) return listedIn(step, trigger.each);
  return [focusOf(step, trigger.on === 'step' ? trigger.thing : undefined)];
}

function listedIn({ facts }: RecordedStep, name: string): string[] {
  const listed = factOf(facts, name);
  return Array.isArray(listed) ? listed.filter((one): one is string => typeof one === 'string') : [];
}
