import { localDateOf, parseLocalDate } from '../engine/calendar/index.ts';
import { standingAt } from '../engine/obligations/fold.ts';
import type { Standing } from '../engine/obligations/fold.ts';
import type { Obligation } from '../engine/obligations/obligation.ts';
import { ruleOf } from '../engine/policy/profile.ts';
import { policyOf } from '../engine/deadlines/policies.ts';
import type { EnrollmentState } from '../engine/deadlines/state.ts';
import type { Refusal, Trial } from '../engine/deadlines/step-check.ts';

/** Holds, moved deadlines and waivers (duties ledger, "Holds"), and why a deadline was missed (SU-3). Emergency clocks stop for nobody. */
export function judgeClocks({ event, now }: Trial, state: EnrollmentState): Refusal | null {
  const { facts, occurredAt } = event;
  const standing = standingAt(state.steps, occurredAt, now);
  switch (facts.type) {
    case 'holdClocks':
      return (
        facts.kinds.map((kind) => notHoldable(state, standing, kind)).find(Boolean) ??
        reviewDate(standing, occurredAt, facts.reviewOn)
      );
    case 'releaseHold': {
      const held = (kind: string) => openOf(standing, kind).some((one) => one.suspended?.type === 'hold');
      const stray = facts.kinds.find((kind) => !held(kind));
      return stray === undefined
        ? null
        : { code: 'not-held', detail: `${stray} is not held.`, field: 'kinds' };
    }
    case 'moveDeadline': {
      const meant = openOf(standing, facts.kind).filter(
        ({ thing, suspended }) => !suspended && (facts.about === undefined || facts.about === thing),
      );
      if (meant.length === 0) return unknownDuty(facts.kind, 'kind');
      if (meant.some((obligation) => !stops(state, obligation))) return stopsForNobody(facts.kind, 'kind');
      if (facts.to > occurredAt) return null;
      return {
        code: 'deadline-not-later',
        detail: 'The new deadline must lie after the moment it is set.',
        field: 'to',
      };
    }
    case 'waiveDuty': {
      const rule = standing.policy.profile.rules.find((candidate) => candidate.kind === facts.kind);
      if (!rule) return unknownDuty(facts.kind, 'kind');
      if (!rule.holdable) return stopsForNobody(facts.kind, 'kind');
      const until = parseLocalDate(facts.until);
      if (until !== undefined && until > localDateOf(standing.policy.calendar, occurredAt)) return null;
      return { code: 'end-not-later', detail: 'A waiver ends on a later day.', field: 'until' };
    }
    case 'explainMiss': {
      const missed = standing.obligations.some(
        ({ key, status }) => key === facts.obligation && (status === 'overdue' || status === 'met-late'),
      );
      const detail = 'No obligation of that key had been missed by then.';
      return missed ? null : { code: 'not-missed', detail, field: 'obligation' };
    }
    default:
      return null;
  }
}

function openOf(standing: Standing, kind: string) {
  return standing.obligations.filter(
    (obligation) => obligation.kind === kind && obligation.closedAt === null,
  );
}

/** Whether its clock may be stopped, under the policy it was opened under. */
function stops(state: EnrollmentState, obligation: Obligation): boolean {
  return ruleOf(policyOf(state, obligation).profile, obligation.kind).holdable;
}

function notHoldable(state: EnrollmentState, standing: Standing, kind: string): Refusal | null {
  const obligations = openOf(standing, kind);
  if (obligations.length === 0) return unknownDuty(kind, 'kinds');
  // Of things of one kind those are held that can be; there must be one.
  const reasons = obligations.map((obligation) => whyNot(state, obligation, kind));
  return reasons.every((reason) => reason !== null) ? (reasons[0] ?? null) : null;
}

function whyNot(state: EnrollmentState, obligation: Obligation, kind: string): Refusal | null {
  if (!stops(state, obligation)) return stopsForNobody(kind, 'kinds');
  if (obligation.suspended?.type === 'waiver') {
    return { code: 'not-holdable', detail: `${kind} is waived; there is no clock to stop.`, field: 'kinds' };
  }
  if (obligation.status === 'overdue') {
    return {
      code: 'not-holdable',
      detail: `${kind} is overdue already; a hold does not undo that.`,
      field: 'kinds',
    };
  }
  return null;
}

function reviewDate(standing: Standing, at: number, reviewOn: string): Refusal | null {
  const { calendar, profile } = standing.policy;
  const today = localDateOf(calendar, at);
  const review = parseLocalDate(reviewOn);
  if (review !== undefined && review > today && review <= today + profile.holdAtMostDays.value) return null;
  const detail = `A hold is looked at again after today and within ${profile.holdAtMostDays.value} days.`;
  return { code: 'review-date-out-of-range', detail, field: 'reviewOn' };
}

function unknownDuty(kind: string, field: string): Refusal {
  return { code: 'unknown-duty', detail: `No running obligation of the kind ${kind} at that time.`, field };
}

function stopsForNobody(kind: string, field: string): Refusal {
  return { code: 'not-holdable', detail: `The clock of ${kind} stops for nobody.`, field };
}
