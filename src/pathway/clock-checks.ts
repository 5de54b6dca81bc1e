import { localDateOf, parseLocalDate } from '../engine/calendar/index.ts';
import { policyOf } from '../engine/deadlines/policies.ts';
import type { EnrollmentState } from '../engine/deadlines/state.ts';
import { refuse, type StepCheck } from '../engine/steps/check.ts';
import { statusAt } from '../engine/obligations/fold.ts';
import type { PathwayStatus } from '../engine/obligations/fold.ts';
import type { Obligation } from '../engine/obligations/obligation.ts';
import { ruleOf } from '../engine/policy/profile.ts';

/** Holds, moved deadlines and waivers, and why a deadline was missed (SU-3). Emergency clocks stop for nobody. */
const status = ({ state, event, now }: StepCheck) => statusAt(state.steps, event.occurredAt, now);

export function checkHoldable(check: StepCheck<'holdClocks'>) {
  const now = status(check);
  for (const kind of check.facts.kinds) {
    const refusal = notHoldable(check.state, now, kind);
    if (refusal) return refusal;
  }
  return null;
}

export function checkReviewDate(check: StepCheck<'holdClocks'>) {
  const { calendar, profile } = status(check).policy;
  const today = localDateOf(calendar, check.event.occurredAt);
  const review = parseLocalDate(check.facts.reviewOn);
  if (review !== undefined && review > today && review <= today + profile.holdAtMostDays.value) return null;
  const detail = `A hold is looked at again after today and within ${profile.holdAtMostDays.value} days.`;
  return refuse('review-date-out-of-range', detail, 'reviewOn');
}

export function checkHeld(check: StepCheck<'releaseHold'>) {
  const now = status(check);
  const held = (kind: string) => openOf(now, kind).some((one) => one.suspended?.type === 'hold');
  const stray = check.facts.kinds.find((kind) => !held(kind));
  return stray === undefined ? null : refuse('not-held', `${stray} is not held.`, 'kinds');
}

export function checkMovable(check: StepCheck<'moveDeadline'>) {
  const { facts, event, state } = check;
  const meant = openOf(status(check), facts.kind).filter(
    ({ focus, suspended }) => !suspended && (facts.about === undefined || facts.about === focus),
  );
  if (meant.length === 0) return unknownDuty(facts.kind, 'kind');
  if (meant.some((obligation) => !stops(state, obligation))) return stopsForNobody(facts.kind, 'kind');
  if (facts.to > event.occurredAt) return null;
  return refuse('deadline-not-later', 'The new deadline must lie after the moment it is set.', 'to');
}

export function checkWaivable(check: StepCheck<'waiveDuty'>) {
  const { facts, event } = check;
  const { profile, calendar } = status(check).policy;
  const rule = profile.rules.find((candidate) => candidate.kind === facts.kind);
  if (!rule) return unknownDuty(facts.kind, 'kind');
  if (!rule.holdable) return stopsForNobody(facts.kind, 'kind');
  const until = parseLocalDate(facts.until);
  if (until !== undefined && until > localDateOf(calendar, event.occurredAt)) return null;
  return refuse('end-not-later', 'A waiver ends on a later day.', 'until');
}

export function checkMissed(check: StepCheck<'explainMiss'>) {
  const missed = status(check).obligations.some(
    ({ key, status }) => key === check.facts.obligation && (status === 'overdue' || status === 'met-late'),
  );
  if (missed) return null;
  return refuse('not-missed', 'No obligation of that key had been missed by then.', 'obligation');
}

function openOf(status: PathwayStatus, kind: string) {
  return status.obligations.filter((obligation) => obligation.kind === kind && obligation.closedAt === null);
}

/** Whether its clock may be stopped, under the policy it was opened under. */
function stops(state: EnrollmentState, obligation: Obligation): boolean {
  return ruleOf(policyOf(state, obligation).profile, obligation.kind).holdable;
}

function notHoldable(state: EnrollmentState, status: PathwayStatus, kind: string) {
  const obligations = openOf(status, kind);
  if (obligations.length === 0) return unknownDuty(kind, 'kinds');
  // Of things of one kind those are held that can be; there must be one.
  const reasons = obligations.map((obligation) => whyNot(state, obligation, kind));
  return reasons.every((reason) => reason !== null) ? (reasons[0] ?? null) : null;
}

function whyNot(state: EnrollmentState, obligation: Obligation, kind: string) {
  if (!stops(state, obligation)) return stopsForNobody(kind, 'kinds');
  if (obligation.suspended?.type === 'waiver')
    return refuse('not-holdable', `${kind} is waived; there is no clock to stop.`, 'kinds');
  if (obligation.status === 'overdue')
    return refuse('not-holdable', `${kind} is overdue already; a hold does not undo that.`, 'kinds');
  return null;
}

function unknownDuty(kind: string, field: string) {
  return refuse('unknown-duty', `No running obligation of the kind ${kind} at that time.`, field);
}

function stopsForNobody(kind: string, field: string) {
  return refuse('not-holdable', `The clock of ${kind} stops for nobody.`, field);
}
