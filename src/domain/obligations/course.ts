import { parseLocalDate, startOfLocalDay } from '../calendar/index.ts';
import type { Instant } from '../calendar/index.ts';
import type { RecordedStep, StepFacts } from '../enrollment/steps.ts';
import type { Policy, Rule, Trigger } from '../policy/profile.ts';
import { fulfils } from './fulfilment.ts';
import { Ledger } from './ledger.ts';
import type { Mark } from './ledger.ts';

/** Where an enrollment stands, beside what is owed. */
export type Whereabouts = {
  policy: Policy;
  level: string;
  emergency: boolean;
  coordinatorId: string | null;
  clientReachedAt: Instant | null;
  fullPlanAt: Instant | null;
  dischargedAt: Instant | null;
};

/** How far an enrollment has come after some of its steps. One that has been handed out is not changed any more. */
export type Course = Whereabouts & {
  ledger: Ledger;
  assigned: boolean;
  /** Kinds that were owed when the client was discharged. */
  unmetAtDischarge: ReadonlySet<string>;
};

/** Where the referral begins it; the referral is still to be applied. */
export function beginCourse(steps: readonly RecordedStep[]): Course {
  const [referral] = steps;
  if (referral?.facts.type !== 'receiveReferral') throw new Error('an enrollment begins with its referral');
  return {
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
}

/** The course after one more step, which happens no earlier than those before. */
export function withStep(course: Course, step: RecordedStep): Course {
  const next = { ...course, ledger: new Ledger(course.ledger) };
  applyStep(next, step);
  return next;
}

/** Applies a step to a course that is still being made. */
export function applyStep(course: Course, step: RecordedStep): void {
  course.ledger.resumeUntil(step.at);
  apply(course, step);
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
      return course.ledger.acknowledge();
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
