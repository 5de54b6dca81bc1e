import type { RecordedStep, StepFacts } from '../record/steps/index.ts';
import { parseLocalDate, startOfLocalDay } from '../calendar/index.ts';
import type { Instant } from '../calendar/index.ts';
import type { Policy, Rule } from '../policy/profile.ts';
import { fulfils, makesPointless } from './fulfilment.ts';
import { Ledger } from './ledger.ts';
import type { Mark } from './ledger.ts';
import type { Obligation } from './obligation.ts';
import { type Met, openingsOf, rulesOpenedBy } from './openings.ts';
import { takeOver } from './take-over.ts';

/** Where an enrollment stands, beside what is owed. */
export type Whereabouts = {
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
};

/** How far an enrollment has come after some of its steps. One that has been handed out is not changed any more. */
export type Course = Whereabouts & {
  ledger: Ledger;
  assigned: boolean;
  /** The steps so far, in the order in which they happened. */
  history: readonly RecordedStep[];
  /** What was owed when the client was discharged. */
  unmetAtDischarge: readonly Obligation[];
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
    coordinatorSince: null,
    provisional: false,
    clientReachedAt: null,
    fullPlanAt: null,
    dischargedAt: null,
    assigned: false,
    history: [],
    unmetAtDischarge: [],
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
  course.history = [...course.history, step];
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
  const owed = (kind: string) => course.ledger.openOf(kind).length > 0;
  const moment = { ...course, step, met, firstAssignment, discharged, owed };
  // All are found before the first is opened: what one rule opens is no condition of another.
  const openings = rulesOpenedBy(course.policy.profile, step, met)
    .filter(openable)
    .map((rule) => ({ rule, causes: openingsOf(rule, moment) }));
  for (const { rule, causes } of openings)
    for (const cause of causes) course.ledger.open(course.policy, rule, course.level, cause);
}

/** What a step changes besides meeting and opening obligations. */
function changeCourse(course: Course, step: RecordedStep): void {
  const { facts } = step;
  switch (facts.type) {
    case 'receiveReferral':
      course.level = facts.level;
      course.emergency = facts.emergency;
      course.coordinatorId = facts.onCallId;
      course.coordinatorSince = facts.onCallId === null ? null : step.at;
      course.provisional = facts.onCallId !== null;
      return;
    case 'assignCoordinator':
      course.coordinatorId = facts.coordinatorId;
      course.coordinatorSince = step.at;
      course.provisional = false;
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
    case 'takeOver':
      return takeOver(course.ledger, course, facts.owed, step);
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
  switch (facts.type) {
    case 'holdClocks':
      for (const obligation of facts.kinds.flatMap((kind) => ledger.openOf(kind))) {
        if (ledger.ruleOf(obligation).holdable)
          ledger.hold(obligation, mark, dayStart(course, facts.reviewOn));
      }
      return;
    case 'releaseHold':
      for (const obligation of facts.kinds.flatMap((kind) => ledger.openOf(kind))) {
        if (obligation.suspended?.type === 'hold') ledger.release(obligation, mark);
      }
      return;
    case 'moveDeadline':
      for (const obligation of ledger.openOf(facts.kind)) {
        const meant = facts.about === undefined || facts.about === obligation.thing;
        if (meant && !obligation.suspended) ledger.move(obligation, mark, facts.to);
      }
      return;
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

/** Meets what the step meets, and withdraws what it makes pointless. */
function meetWhatItMeets(course: Course, step: RecordedStep, discharged: boolean): Met[] {
  const met: Met[] = [];
  for (const obligation of course.ledger.openOnes()) {
    const rule = course.ledger.ruleOf(obligation);
    const under = { rule, policy: course.ledger.policyOf(obligation) };
    if (discharged && !rule.afterDischarge) continue;
    if (fulfils(under, obligation, step, course.level)) {
      course.ledger.meet(obligation, step);
      met.push(obligation);
    } else if (makesPointless(under, obligation, step, course.level)) {
      course.ledger.withdraw(obligation, step);
    }
  }
  return met;
}

function assigns(facts: StepFacts): boolean {
  return facts.type === 'assignCoordinator' || (facts.type === 'receiveReferral' && facts.emergency);
}

/** Ends the unmet obligations that follow the level of care and opens each anew with the new level's cadence. */
function restart(course: Course, facts: StepFacts, mark: Mark): void {
  for (const rule of course.policy.profile.rules) {
    if (!rule.restartsOn.includes(facts.type)) continue;
    for (const obligation of course.ledger.openOf(rule.kind)) {
      course.ledger.withdraw(obligation, mark);
      openAgain(course, rule, obligation, mark);
    }
  }
}

function discharge(course: Course, mark: Mark): void {
  course.dischargedAt = mark.at;
  course.unmetAtDischarge = course.ledger.openOnes();
  for (const obligation of course.ledger.openOnes()) course.ledger.withdraw(obligation, mark);
}

/** The same history goes on: what discharge had opened is withdrawn, what it had withdrawn opens anew. */
function reopen(course: Course, mark: Mark): void {
  course.dischargedAt = null;
  for (const obligation of course.ledger.openOnes()) course.ledger.withdraw(obligation, mark);
  for (const rule of course.policy.profile.rules) {
    for (const obligation of course.unmetAtDischarge)
      if (obligation.kind === rule.kind) openAgain(course, rule, obligation, mark);
  }
}

function openAgain(course: Course, rule: Rule, before: Obligation, { at, seq }: Mark): void {
  const { thing, due: dueBefore } = before;
  course.ledger.open(course.policy, rule, course.level, {
    at,
    seq,
    dueBefore,
    ...(thing === undefined ? {} : { thing }),
  });
}
