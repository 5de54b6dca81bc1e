import { parseLocalDate, startOfLocalDay } from '../calendar/index.ts';
import type { Instant } from '../calendar/index.ts';
import type { RecordedStep, StepFacts } from '../enrollment/steps.ts';
import type { Policy, Rule, Trigger } from '../policy/profile.ts';
import { fulfils } from './fulfilment.ts';
import { Ledger } from './ledger.ts';
import type { Mark } from './ledger.ts';
import type { Obligation } from './obligation.ts';

/** What the steps of an enrollment amount to at one instant. */
export type Standing = {
  /** By the instant they were opened, then by kind. */
  obligations: Obligation[];
  policy: Policy;
  level: string;
  emergency: boolean;
  coordinatorId: string | null;
  clientReachedAt: Instant | null;
  fullPlanAt: Instant | null;
  dischargedAt: Instant | null;
};

type Course = Omit<Standing, 'obligations'> & {
  ledger: Ledger;
  assigned: boolean;
  unmetAtDischarge: Set<string>;
};

/**
 * The pathway's one rule: obligations are the fold of the accepted steps by when they happened (ties: by when they
 * were entered), whatever the order of entry. Looks at the enrollment as it stands at `asOf`; steps after it, and
 * steps voided by `knownAt` (left out: by `asOf`), are as if they had never been. Steps must include the referral.
 */
export function standingAt(steps: readonly RecordedStep[], asOf: Instant, knownAt: Instant = asOf): Standing {
  const known = remembered.get(steps) ?? new Map<string, Standing>();
  const moment = `${asOf}/${knownAt}`;
  const before = known.get(moment);
  if (before) return before;
  const worked = workOut(steps, asOf, knownAt);
  // The clock of a long sleep asks for instant after instant.
  if (known.size >= mostMoments) known.clear();
  remembered.set(steps, known.set(moment, worked));
  return worked;
}

/**
 * Judging, recording and showing one step ask for the same few moments a dozen times, of a list of steps that never
 * changes: a step makes a new list. What is answered is shared, so nobody may change it.
 */
const remembered = new WeakMap<readonly RecordedStep[], Map<string, Standing>>();
const mostMoments = 8;

function workOut(steps: readonly RecordedStep[], asOf: Instant, knownAt: Instant): Standing {
  const [referral] = steps;
  if (referral?.facts.type !== 'receiveReferral') throw new Error('an enrollment begins with its referral');
  const course: Course = {
    ledger: new Ledger(),
    policy: referral.facts.policy,
    level: referral.facts.level,
    emergency: false,
    coordinatorId: null,
    clientReachedAt: null,
    fullPlanAt: null,
    dischargedAt: null,
    assigned: false,
    unmetAtDischarge: new Set(),
  };
  for (const step of effectiveSteps(steps, asOf, knownAt)) {
    course.ledger.resumeUntil(step.at);
    apply(course, step);
  }
  course.ledger.resumeUntil(asOf);
  return standing(course, asOf);
}

/** Steps that count at `asOf` and are not voided by `knownAt`, in the order in which they happened. */
export function effectiveSteps(
  steps: readonly RecordedStep[],
  asOf: Instant,
  knownAt: Instant = asOf,
): RecordedStep[] {
  const voided = new Set(
    steps.flatMap(({ at, facts }) => (facts.type === 'voidStep' && at <= knownAt ? [facts.step] : [])),
  );
  return steps
    .filter((step) => step.at <= asOf && step.facts.type !== 'voidStep' && !voided.has(step.id))
    .toSorted((a, b) => a.at - b.at || a.seq - b.seq);
}

function apply(course: Course, step: RecordedStep): void {
  const { facts } = step;
  const discharged = course.dischargedAt !== null;
  if (discharged && facts.type === 'reopen') return reopen(course, step);
  if (!discharged || facts.type === 'adoptPolicy') changeCourse(course, step);

  const met = meetWhatItMeets(course, step, discharged);
  const openable = (rule: Rule) => course.dischargedAt === null || rule.afterDischarge;
  const firstAssignment = !course.assigned && !discharged && assigns(facts);
  if (firstAssignment) course.assigned = true;
  for (const rule of course.policy.profile.rules) {
    if (
      openable(rule) &&
      rule.opens.some((trigger) => fires(trigger, facts, met, firstAssignment, discharged))
    ) {
      course.ledger.open(course.policy, rule, course.level, step);
    }
  }
}

/** What a step changes besides meeting and opening obligations. */
function changeCourse(course: Course, step: RecordedStep): void {
  const { facts } = step;
  switch (facts.type) {
    case 'receiveReferral':
      course.level = facts.level;
      course.emergency = facts.emergency;
      course.coordinatorId = facts.onCallId;
      return;
    case 'assignCoordinator':
      course.coordinatorId = facts.coordinatorId;
      return;
    case 'logContact':
      if (facts.with === 'client' && facts.outcome === 'reached') course.clientReachedAt ??= step.at;
      return;
    case 'completeFullSccp':
      course.fullPlanAt ??= step.at;
      return;
    case 'reportEmergentNeed':
      course.emergency = true;
      return;
    case 'changeLevel':
      course.level = facts.level;
      return restart(course, facts, step);
    case 'adoptPolicy':
      course.policy = facts.policy;
      return;
    case 'acknowledgePage':
      for (const obligation of course.ledger.openOnes()) obligation.acknowledged = true;
      return;
    case 'discharge':
      return discharge(course, step);
    default:
      return changeClocks(course, step);
  }
}

/** What a supervisor does to clocks: hold, release, move, waive. */
function changeClocks(course: Course, { facts, ...mark }: RecordedStep): void {
  const { ledger } = course;
  const open = (kind: string) => ledger.openOf(kind);
  switch (facts.type) {
    case 'holdClocks':
      for (const kind of facts.kinds) {
        const obligation = open(kind);
        if (obligation && ledger.ruleOf(obligation).holdable) {
          ledger.hold(obligation, mark, dayStart(course, facts.reviewOn));
        }
      }
      return;
    case 'releaseHold':
      for (const kind of facts.kinds) {
        const obligation = open(kind);
        if (obligation?.suspended?.type === 'hold') ledger.release(obligation, mark);
      }
      return;
    case 'moveDeadline': {
      const obligation = open(facts.kind);
      if (obligation && !obligation.suspended) ledger.move(obligation, mark, facts.to);
      return;
    }
    case 'waiveDuty':
      ledger.waive(facts.kind, mark, dayStart(course, facts.until));
      return;
    default:
      return;
  }
}

function dayStart(course: Course, date: string): Instant {
  const day = parseLocalDate(date);
  if (day === undefined) throw new Error('a recorded step holds a date that is none');
  return startOfLocalDay(course.policy.calendar, day);
}

function meetWhatItMeets(course: Course, step: RecordedStep, discharged: boolean): Set<string> {
  const met = new Set<string>();
  for (const obligation of course.ledger.openOnes()) {
    const rule = course.ledger.ruleOf(obligation);
    if (discharged && !rule.afterDischarge) continue;
    if (!fulfils(rule, step.facts, course.level)) continue;
    course.ledger.meet(obligation, step);
    met.add(obligation.kind);
  }
  return met;
}

function assigns(facts: StepFacts): boolean {
  return facts.type === 'assignCoordinator' || (facts.type === 'receiveReferral' && facts.emergency);
}

function fires(
  trigger: Trigger,
  facts: StepFacts,
  met: Set<string>,
  firstAssignment: boolean,
  discharged: boolean,
): boolean {
  switch (trigger.on) {
    case 'referral':
      if (facts.type !== 'receiveReferral') return false;
      return trigger.emergency === undefined || trigger.emergency === facts.emergency;
    case 'first-assignment':
      return firstAssignment;
    case 'met':
      return met.has(trigger.kind);
    case 'step':
      return facts.type === trigger.step && !discharged;
  }
}

/** Ends the unmet obligations that follow the level of care and opens each anew with the new level's cadence. */
function restart(course: Course, facts: StepFacts, mark: Mark): void {
  for (const rule of course.policy.profile.rules) {
    const obligation = course.ledger.openOf(rule.kind);
    if (!obligation || !rule.restartsOn.includes(facts.type)) continue;
    course.ledger.withdraw(obligation, mark);
    course.ledger.open(course.policy, rule, course.level, mark);
  }
}

function discharge(course: Course, mark: Mark): void {
  course.dischargedAt = mark.at;
  course.unmetAtDischarge = new Set(course.ledger.openOnes().map((obligation) => obligation.kind));
  for (const obligation of course.ledger.openOnes()) course.ledger.withdraw(obligation, mark);
}

/** The same history goes on: what discharge had opened is withdrawn, what it had withdrawn opens anew. */
function reopen(course: Course, mark: Mark): void {
  course.dischargedAt = null;
  for (const obligation of course.ledger.openOnes()) course.ledger.withdraw(obligation, mark);
  for (const rule of course.policy.profile.rules) {
    if (course.unmetAtDischarge.has(rule.kind)) course.ledger.open(course.policy, rule, course.level, mark);
  }
}

function standing(course: Course, asOf: Instant): Standing {
  const { ledger, assigned: _assigned, unmetAtDischarge: _unmet, ...rest } = course;
  for (const obligation of ledger.openOnes()) {
    if (obligation.due < asOf && !obligation.suspended) obligation.status = 'overdue';
  }
  const obligations = ledger.all.toSorted((a, b) => a.opened - b.opened || compareText(a.kind, b.kind));
  return { ...rest, obligations };
}

/** By code unit, as the scenarios order kinds; never by locale. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
