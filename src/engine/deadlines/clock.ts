import { endOfLocalDay, localDateOf } from '../calendar/index.ts';
import type { Instant } from '../calendar/index.ts';
import type { ClockFacts } from '../record/events.ts';
import { policyOf } from './policies.ts';
import type { Announcement, EnrollmentState } from './state.ts';
import { statusAt } from '../obligations/fold.ts';
import type { PathwayStatus } from '../obligations/fold.ts';
import type { Obligation } from '../obligations/obligation.ts';
import type { Audience } from '../policy/profile.ts';
import { ruleOf } from '../policy/profile.ts';
import { missInstant, rungsOf } from './rungs.ts';

/** Something the clock has to announce, and the instant it stands for. */
export type Tick = { at: Instant; facts: ClockFacts };

/** The next instant at which anything has to be announced; null when the enrollment has nothing more to wait for. */
export function nextInstant(state: EnrollmentState, status: PathwayStatus): Instant | null {
  let next: Instant | null = null;
  for (const tick of pending(state, status)) if (next === null || tick.at < next) next = tick.at;
  return next;
}

/** What has to be announced at that next instant, as it stands now. */
export function nextTicks(state: EnrollmentState, status: PathwayStatus): Tick[] {
  const next = nextInstant(state, status);
  return pending(state, status).filter(({ at }) => at === next);
}

/**
 * What has to be announced by `now`, in the order of its instants. A warning whose deadline has passed as well is
 * left out: the miss says more.
 */
export function ticksDue(state: EnrollmentState, status: PathwayStatus, now: Instant): Tick[] {
  const due = pending(state, status).filter((tick) => tick.at <= now);
  const missed = new Set(due.flatMap(({ facts }) => (facts.type === 'DeadlineMissed' ? [facts.key] : [])));
  return due
    .filter(
      ({ facts }) => !(facts.type === 'RungRaised' && facts.rungType === 'warning' && missed.has(facts.key)),
    )
    .toSorted((a, b) => a.at - b.at);
}

/**
 * Misses, and what they had led to by then, that nobody had announced when a step met their deadline late. They belong
 * to the record as if the clock had been awake. Warnings and pages do not: nobody is called out for what is done.
 */
export function lateMisses(state: EnrollmentState, before: PathwayStatus, after: PathwayStatus): Tick[] {
  const metLate = new Map(
    after.obligations.filter(({ status }) => status === 'met-late').map((one) => [one.key, one]),
  );
  return pending(state, before)
    .filter(({ at, facts }) => {
      if (facts.type !== 'DeadlineMissed' && !isEscalation(facts)) return false;
      const met = metLate.get(facts.key);
      return met?.due === facts.due && met.closedAt !== null && at <= met.closedAt;
    })
    .toSorted((a, b) => a.at - b.at);
}

function isEscalation(facts: ClockFacts): facts is Extract<ClockFacts, { type: 'RungRaised' }> {
  return facts.type === 'RungRaised' && facts.rungType === 'escalation';
}

/**
 * Announcements that have lost their ground since: the step turns out to have been taken in time, was voided, or the
 * deadline was moved. What was announced stays in the record; its readers are told.
 */
export function withdrawalsDue(state: EnrollmentState, status: PathwayStatus): ClockFacts[] {
  const now = new Map(status.obligations.map((obligation) => [obligation.key, obligation]));
  return state.announced
    .filter((told) => told.withdrawnAt === null && told.missedAt !== null)
    .filter((told) => status.inErrorAt !== null || !stillMissed(now.get(told.key), told))
    .map((told) => ({
      type: 'EscalationWithdrawn',
      key: told.key,
      kind: told.kind,
      due: told.due,
      told: audiencesTold(state, told),
    }));
}

/** Of the last state a status was asked about: what is due now and what is next are two looks at the same list. */
const known = new WeakMap<PathwayStatus, { state: EnrollmentState; ticks: Tick[] }>();

function pending(state: EnrollmentState, status: PathwayStatus): Tick[] {
  const before = known.get(status);
  if (before?.state === state) return before.ticks;
  const ticks = workOutPending(state, status);
  known.set(status, { state, ticks });
  return ticks;
}

function workOutPending(state: EnrollmentState, status: PathwayStatus): Tick[] {
  if (state.endedAt !== null) return [];
  const ticks = status.obligations
    .filter((obligation) => obligation.status === 'open' || isOpenAndOverdue(obligation))
    .flatMap((obligation) => pendingOf(state, obligation));
  const end = endInstant(status);
  if (end !== null) ticks.push({ at: end, facts: { type: 'EnrollmentEnded' } });
  return ticks;
}

function isOpenAndOverdue(obligation: Obligation): boolean {
  return obligation.status === 'overdue' && obligation.closedAt === null;
}

function pendingOf(state: EnrollmentState, obligation: Obligation): Tick[] {
  const { key, kind, due, suspended } = obligation;
  const told = state.announced.find((one) => one.key === key && one.due === due && one.withdrawnAt === null);
  // Also while it is held: a pause that would end beyond the calendar is refused when it is asked for.
  const rungs = rungsOf(policyOf(state, obligation), obligation);
  if (suspended)
    return [{ at: suspended.until, facts: { type: 'ClockResumed', key, kind, at: suspended.until } }];
  const ticks: Tick[] = resumedUntold(state, obligation);
  if (told === undefined || told.missedAt === null) {
    ticks.push({ at: missInstant(obligation), facts: { type: 'DeadlineMissed', key, kind, due } });
  }
  for (const rung of rungs) {
    if (told?.rungs.includes(rung.id) || (rung.type === 'warning' && told?.missedAt != null)) continue;
    const facts = {
      type: 'RungRaised',
      key,
      kind,
      due,
      rung: rung.id,
      rungType: rung.type,
      to: rung.to,
    } as const;
    ticks.push({ at: rung.at, facts });
  }
  return ticks;
}

/** A hold or waiver that ran out by itself is announced once, at the instant it ran out. */
function resumedUntold(state: EnrollmentState, obligation: Obligation): Tick[] {
  const told = state.announced.filter((one) => one.key === obligation.key).flatMap((one) => one.resumed);
  return obligation.changes
    .filter((change) => change.type === 'resumed' && change.bySeq === null && !told.includes(change.at))
    .map(({ at }) => ({
      at,
      facts: { type: 'ClockResumed', key: obligation.key, kind: obligation.kind, at },
    }));
}

function stillMissed(obligation: Obligation | undefined, told: Announcement): boolean {
  if (!obligation || obligation.due !== told.due) return false;
  return obligation.status === 'overdue' || obligation.status === 'met-late';
}

/** Everybody the miss and its escalation had reached. */
function audiencesTold(state: EnrollmentState, told: Announcement): Audience[] {
  if (told.missed === null) return [];
  const first = missAudience(coordinatorWhenMissed(state, told));
  const { profile } = policyOf(state, told.missed);
  const ladder = profile.ladders[ruleOf(profile, told.kind).ladder] ?? [];
  const reached = ladder.filter((rung) => rung.type === 'escalation' && told.rungs.includes(rung.id));
  return [...new Set([first, ...reached.map((rung) => rung.to)])];
}

/** A miss is told to the coordinator; where there is none, to the supervisor, who has to assign one. */
export function missAudience(coordinatorId: string | null): Audience {
  return coordinatorId === null ? 'supervisor' : 'coordinator';
}

/** Who was the coordinator, as far as was known, when the miss was announced. */
export function coordinatorWhenMissed(state: EnrollmentState, { missedAt }: Announcement): string | null {
  if (missedAt === null) return null;
  const known = state.steps.filter((step) => step.recordedAt <= missedAt);
  return statusAt(known, missedAt).coordinatorId;
}

/** After a discharge: when what it opened is done and the days for reopening are over; of what was never meant, those for undoing. */
function endInstant(status: PathwayStatus): Instant | null {
  if (status.inErrorAt !== null) return lastDayAfter(status, status.inErrorAt) + 1;
  const until = reopenUntil(status);
  if (until === null || status.obligations.some((obligation) => obligation.closedAt === null)) return null;
  return until + 1;
}

/** Last instant at which a discharged enrollment may be reopened. */
export function reopenUntil(status: PathwayStatus): Instant | null {
  return status.dischargedAt === null ? null : lastDayAfter(status, status.dischargedAt);
}

/** The end of the last day on which what closed the enrollment then may be taken back. */
function lastDayAfter({ policy: { calendar, profile } }: PathwayStatus, at: Instant): Instant {
  return endOfLocalDay(calendar, localDateOf(calendar, at) + profile.reopenWithinDays.value);
}
