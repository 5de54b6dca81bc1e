import type { RecordedStep, StepFacts } from '../record/steps/index.ts';
import { parseLocalDate, startOfLocalDay } from '../calendar/index.ts';
import type { Instant } from '../calendar/index.ts';
import { beginsAfterDischarge, type Policy, type Rule } from '../policy/profile.ts';
import { fulfils, makesPointless } from './fulfilment.ts';
import { Ledger } from './ledger.ts';
import type { StepPlace } from './ledger.ts';
import type { Obligation } from './obligation.ts';
import { type Met, openingsOf, rulesOpenedBy } from './openings.ts';
import { takeOver } from './take-over.ts';

/** Where an enrollment stands, beside what is owed. */
export type Position = {
  policy: Policy;
  level: string;
  emergency: boolean;
  coordinatorId: string | null;
  /** When the coordinator was named last. */
  coordinatorSince: Instant | null;
  /** The coordinator has it until somebody is assigned (IN-8). */
  provisional: boolean;
  clientReachedAt: Instant | null;
  fullPlanAt: Instant | null;
  dischargedAt: Instant | null;
  /** The referral was never meant, since then. */
  inErrorAt: Instant | null;
};

/** How far an enrollment has come after some of its steps. One that has been handed out is not changed any more. */
export type FoldState = Position & {
  ledger: Ledger;
  assigned: boolean;
  /** The steps so far, in the order in which they happened. */
  history: readonly RecordedStep[];
  /** What was owed when the client was discharged. */
  unmetAtDischarge: readonly Obligation[];
};

/** Where the referral begins it; the referral is still to be applied. */
export function beginFold(steps: readonly RecordedStep[]): FoldState {
  const [referral] = steps;
  if (referral?.facts.type !== 'receiveReferral') throw new Error('an enrollment begins with its referral');
  return {
    ledger: new Ledger(),
    policy: referral.facts.policy,
    level: referral.facts.level,
    emergency: false,
    coordinatorId: null,
    coordinatorSince: null,
    provisional: false,
    clientReachedAt: null,
    fullPlanAt: null,
    dischargedAt: null,
    inErrorAt: null,
    assigned: false,
    history: [],
    unmetAtDischarge: [],
  };
}

/** The state after one more step, which happens no earlier than those before. */
export function withStep(state: FoldState, step: RecordedStep): FoldState {
  const next = { ...state, ledger: new Ledger(state.ledger) };
  applyStep(next, step);
  return next;
}

/** Applies a step to a state that is still being made. */
export function applyStep(state: FoldState, step: RecordedStep): void {
  state.ledger.resumeUntil(step.at);
  state.history = [...state.history, step];
  apply(state, step);
}

function apply(state: FoldState, step: RecordedStep): void {
  const { facts } = step;
  const discharged = state.dischargedAt !== null;
  if (facts.type === 'enterInError') return enterInError(state, step);
  if (discharged && facts.type === 'reopen') return reopen(state, step);
  if (!discharged || staysPossible.has(facts.type)) changePosition(state, step);

  const met = meetWhatItMeets(state, step, discharged);
  const openable = (rule: Rule) => state.dischargedAt === null || rule.afterDischarge;
  const firstAssignment = !state.assigned && !discharged && assigns(facts);
  if (firstAssignment) state.assigned = true;
  const owed = (kind: string) => state.ledger.openOf(kind).length > 0;
  const context = { ...state, step, met, firstAssignment, discharged, owed };
  // All are found before the first is opened: what one rule opens is no condition of another.
  const openings = rulesOpenedBy(state.policy.profile, step, met)
    .filter(openable)
    .map((rule) => ({ rule, causes: openingsOf(rule, context) }));
  for (const { rule, causes } of openings)
    for (const cause of causes) state.ledger.open(state.policy, rule, state.level, cause);
}

/** Steps that change the position of a discharged client too: the policy, and that a page was answered. */
const staysPossible: ReadonlySet<StepFacts['type']> = new Set(['adoptPolicy', 'acknowledgePage']);

/** What a step changes besides meeting and opening obligations. */
function changePosition(state: FoldState, step: RecordedStep): void {
  const { facts } = step;
  switch (facts.type) {
    case 'receiveReferral':
      state.level = facts.level;
      state.emergency = facts.emergency;
      state.coordinatorId = facts.onCallId;
      state.coordinatorSince = facts.onCallId === null ? null : step.at;
      state.provisional = facts.onCallId !== null;
      return;
    case 'assignCoordinator':
      state.coordinatorId = facts.coordinatorId;
      state.coordinatorSince = step.at;
      state.provisional = false;
      return;
    case 'logContact':
      if (facts.with === 'client' && facts.outcome === 'reached') state.clientReachedAt ??= step.at;
      return;
    case 'completeFullSccp':
      state.fullPlanAt ??= step.at;
      return;
    case 'reportEmergentNeed':
      state.emergency = true;
      return;
    case 'changeLevel':
      state.level = facts.level;
      return restart(state, facts, step);
    case 'adoptPolicy':
      state.policy = facts.policy;
      return;
    case 'takeOver':
      return takeOver(state.ledger, state, facts.owed, step);
    case 'acknowledgePage':
      return state.ledger.acknowledge();
    case 'discharge':
      return discharge(state, step);
    default:
      return changeClocks(state, step);
  }
}

/** What a supervisor does to clocks: hold, release, move, waive. */
function changeClocks(state: FoldState, { facts, ...place }: RecordedStep): void {
  const { ledger } = state;
  switch (facts.type) {
    case 'holdClocks':
      for (const obligation of facts.kinds.flatMap((kind) => ledger.openOf(kind))) {
        if (ledger.ruleOf(obligation).holdable)
          ledger.hold(obligation, place, dayStart(state, facts.reviewOn));
      }
      return;
    case 'releaseHold':
      for (const obligation of facts.kinds.flatMap((kind) => ledger.openOf(kind))) {
        if (obligation.suspended?.type === 'hold') ledger.release(obligation, place);
      }
      return;
    case 'moveDeadline':
      for (const obligation of ledger.openOf(facts.kind)) {
        const meant = facts.about === undefined || facts.about === obligation.focus;
        if (meant && !obligation.suspended) ledger.move(obligation, place, facts.to);
      }
      return;
    case 'waiveDuty':
      ledger.waive(facts.kind, place, dayStart(state, facts.until));
      return;
    default:
      return;
  }
}

function dayStart(state: FoldState, date: string): Instant {
  const day = parseLocalDate(date);
  if (day === undefined) throw new Error('a recorded step holds a date that is none');
  return startOfLocalDay(state.policy.calendar, day);
}

/** Meets what the step meets, and withdraws what it makes pointless. */
function meetWhatItMeets(state: FoldState, step: RecordedStep, discharged: boolean): Met[] {
  const met: Met[] = [];
  const kinds = new Set<string>();
  for (const obligation of state.ledger.openOnes()) {
    const rule = state.ledger.ruleOf(obligation);
    const under = { rule, policy: state.ledger.policyOf(obligation), oldest: !kinds.has(obligation.kind) };
    kinds.add(obligation.kind);
    if (discharged && !rule.afterDischarge) continue;
    if (fulfils(under, obligation, step, state.level)) {
      state.ledger.meet(obligation, step);
      met.push(obligation);
    } else if (makesPointless(under, obligation, step, state.level)) {
      state.ledger.withdraw(obligation, step);
    }
  }
  return met;
}

function assigns(facts: StepFacts): boolean {
  return facts.type === 'assignCoordinator' || (facts.type === 'receiveReferral' && facts.emergency);
}

/** Ends the unmet obligations that follow the level of care and opens each anew with the new level's cadence. */
function restart(state: FoldState, facts: StepFacts, place: StepPlace): void {
  for (const rule of state.policy.profile.rules) {
    if (!rule.restartsOn.includes(facts.type)) continue;
    for (const obligation of state.ledger.openOf(rule.kind)) {
      state.ledger.withdraw(obligation, place);
      openAgain(state, rule, obligation, place);
    }
  }
}

function discharge(state: FoldState, place: StepPlace): void {
  state.dischargedAt = place.at;
  state.unmetAtDischarge = state.ledger.openOnes();
  for (const obligation of state.ledger.openOnes()) state.ledger.withdraw(obligation, place);
}

/** Nothing was ever owed of what was never meant. */
function enterInError(state: FoldState, place: StepPlace): void {
  state.inErrorAt = place.at;
  for (const obligation of state.ledger.openOnes()) state.ledger.cancel(obligation, place);
}

/**
 * The same history goes on: what discharge had opened is withdrawn, what it had withdrawn opens anew. What began after the
 * discharge (a crisis) goes on, but for what the reopening itself meets.
 */
function reopen(state: FoldState, place: RecordedStep): void {
  state.dischargedAt = null;
  for (const obligation of state.ledger.openOnes()) {
    const rule = state.ledger.ruleOf(obligation);
    if (!beginsAfterDischarge(rule)) state.ledger.withdraw(obligation, place);
    else if (
      fulfils(
        { rule, policy: state.ledger.policyOf(obligation), oldest: true },
        obligation,
        place,
        state.level,
      )
    )
      state.ledger.meet(obligation, place);
  }
  for (const rule of state.policy.profile.rules) {
    for (const obligation of state.unmetAtDischarge)
      if (obligation.kind === rule.kind) openAgain(state, rule, obligation, place);
  }
}

function openAgain(state: FoldState, rule: Rule, before: Obligation, { at, seq }: StepPlace): void {
  const { focus, due: dueBefore } = before;
  state.ledger.open(state.policy, rule, state.level, {
    at,
    seq,
    dueBefore,
    ...(focus === undefined ? {} : { focus }),
  });
}
