import type { Instant } from '../engine/calendar/index.ts';
import { coordinatorWhenMissed, missAudience } from '../engine/deadlines/clock.ts';
import { enteredLateAt, hadPassed } from '../engine/deadlines/entered-late.ts';
import type { Announcement } from '../engine/deadlines/state.ts';
import { mailInstant, rungsOf } from '../engine/deadlines/rungs.ts';
import type { Change } from '../engine/deadlines/change.ts';
import type { ClockEvent, DomainEvent, StepEvent } from '../engine/record/events.ts';
import { isStepEvent } from '../engine/record/events.ts';
import { policyOf } from '../engine/deadlines/policies.ts';
import type { Audience, Rung } from '../engine/policy/profile.ts';
import { stepRuleOf } from './step-rules.ts';
import type { NotificationDraft, NotificationKind } from '../engine/notifications/notification.ts';

/** What is to be told to whom because of a change: one cause, one notification. */
export function notificationsOf(change: Change): NotificationDraft[] {
  const handing = change.events.findLast(isStepEvent);
  return change.events.flatMap((event) =>
    [
      ...(isStepEvent(event) ? ofStep(change, event) : ofClock(change, event)),
      ...(event === handing ? handedOver(change, handing) : []),
    ].map((draft, place) => ({ ...draft, id: `${change.after.enrollmentId}/${event.seq}/${place + 1}` })),
  );
}

/** Whoever had the client and has them no more is told so once, whatever took the client from them. */
function handedOver(change: Change, event: StepEvent): Draft[] {
  const had = change.statusBefore?.coordinatorId ?? null;
  if (had === null || had === change.statusAfter.coordinatorId || had === event.by.staffId) return [];
  return [{ ...draft(change, event, 'handed-over', 'coordinator', 'next-morning'), staffId: had }];
}

type Draft = Omit<NotificationDraft, 'id'>;

/** What the step's own rule tells. */
function ofStep(change: Change, event: StepEvent): Draft[] {
  const notices = stepRuleOf(event.facts.type).tells?.(event.facts) ?? [];
  const discharged = change.statusAfter.dischargedAt !== null;
  const meant = notices.filter(({ onlyDischarged }) => discharged || !onlyDischarged);
  return meant.map(({ kind, audience, deliver, staffId, about: obligation }) => {
    const plain = draft(change, event, kind, audience, deliver);
    const one = staffId === undefined ? plain : { ...plain, staffId };
    return obligation === undefined ? one : about(one, change, obligation, event.seq);
  });
}

function ofClock(change: Change, event: ClockEvent): Draft[] {
  const { clock } = event;
  if (passedUnseen(change, event)) return [];
  switch (clock.type) {
    case 'DeadlineMissed': {
      const one = draft(change, event, 'overdue', 'coordinator', deliveryOf(change, clock.key));
      return [named(one, change, clock)];
    }
    case 'RungRaised': {
      const kind = clock.rungType;
      const one = draft(change, event, kind, clock.to, deliveryOf(change, clock.key, clock.rung));
      if (kind === 'page') one.deliveries.push({ channel: 'webhook', notBefore: event.occurredAt });
      return [named(one, change, clock)];
    }
    case 'EscalationWithdrawn': {
      const told = change.after.announced.findLast(
        ({ key, due, withdrawnAt }) =>
          key === clock.key && due === clock.due && withdrawnAt === event.recordedAt,
      );
      return clock.told
        .filter((to) => wasTold(change, told, to))
        .map((to) => {
          const one = named(draft(change, event, 'escalation-withdrawn', to, 'next-morning'), change, clock);
          // Whoever was the coordinator then has read of the miss, not whoever is now.
          return to === 'coordinator' && told
            ? { ...one, audience: to, staffId: coordinatorWhenMissed(change.after, told) }
            : one;
        });
    }
    case 'ClockResumed':
    case 'EnrollmentEnded':
      return [];
  }
}

/**
 * Of a referral that was entered late: what had passed by then is on record, and nobody is written to or paged about it.
 * An emergency reaches who is on call all the same, whatever its date.
 */
function passedUnseen({ after }: Change, { clock, occurredAt }: ClockEvent): boolean {
  if (clock.type === 'RungRaised' && clock.rungType === 'page' && clock.to === 'on-call') return false;
  if (clock.type !== 'DeadlineMissed' && clock.type !== 'RungRaised') return false;
  const entered = enteredLateAt(after);
  return entered !== null && occurredAt <= entered;
}

function draft(
  change: Change,
  event: DomainEvent,
  kind: NotificationKind,
  audience: Audience,
  deliver: Rung['deliver'],
): Draft {
  const { statusAfter } = change;
  const raisedAt: Instant = event.recordedAt;
  const { coordinatorId } = statusAfter;
  return {
    kind,
    // Where there is no coordinator yet, the one who has to name one reads what the coordinator would.
    audience: audience === 'coordinator' ? missAudience(coordinatorId) : audience,
    staffId: audience === 'coordinator' ? coordinatorId : null,
    obligation: null,
    duty: null,
    due: null,
    raisedAt,
    deliveries: [{ channel: 'mail', notBefore: mailInstant(statusAfter.policy, deliver, raisedAt) }],
  };
}

function named(
  one: Draft,
  change: Change,
  { key, kind, due }: { key: string; kind: string; due: Instant },
): Draft {
  const inTimeline = change.statusAfter.obligations.find((obligation) => obligation.key === key);
  const obligationThen = inTimeline ?? change.after.announced.find((told) => told.key === key)?.missed;
  const deliveries = one.deliveries.map((delivery) => notAfter(due, one, delivery));
  return {
    ...one,
    obligation: kind,
    obligationKey: key,
    duty: obligationThen?.duty ?? null,
    due,
    deliveries,
  };
}

/** A warning that would come in the morning after its deadline goes at once: read then, it would warn of nothing. */
function notAfter(due: Instant, { kind, raisedAt }: Draft, delivery: Draft['deliveries'][number]) {
  const late = kind === 'warning' && raisedAt <= due && due <= delivery.notBefore;
  return late ? { ...delivery, notBefore: raisedAt } : delivery;
}

function about(one: Draft, change: Change, kind: string, openedBySeq: number): Draft {
  const obligation = change.statusAfter.obligations.find(
    (candidate) => candidate.kind === kind && candidate.openedBySeq === openedBySeq,
  );
  return obligation ? named(one, change, obligation) : one;
}

/** Whether that audience had been told of a miss at all. */
function wasTold({ after }: Change, told: Announcement | undefined, to: Audience): boolean {
  const entered = enteredLateAt(after);
  if (entered === null || !told?.missed) return true;
  if (!hadPassed(entered, told)) return true;
  return rungsOf(policyOf(after, told.missed), told.missed).some(
    (rung) => rung.to === to && told.rungs.includes(rung.id) && rung.at > entered,
  );
}

/** How the rung of an obligation's ladder is delivered; without a rung, as its highest urgency says. */
function deliveryOf(change: Change, key: string, rungId?: string): Rung['deliver'] {
  const obligation = change.statusAfter.obligations.find((candidate) => candidate.key === key);
  if (!obligation) return 'next-morning';
  const rungs = rungsOf(policyOf(change.after, obligation), obligation);
  const rung = rungs.find((candidate) => candidate.id === rungId) ?? rungs.at(-1);
  return rung?.deliver ?? 'next-morning';
}
