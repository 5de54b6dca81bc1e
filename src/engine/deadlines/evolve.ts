import type { RecordedStep } from '../record/steps/index.ts';
import { statusAt } from '../obligations/fold.ts';
import { shared } from '../policy/shared.ts';
import type { ClockEvent, DomainEvent, StepEvent } from '../record/events.ts';
import { isStepEvent } from '../record/events.ts';
import type { Announcement, EnrollmentState } from './state.ts';

/**
 * The state after one more event. The first event must be the referral. Total: whatever is in the record can be
 * applied; whether it was allowed was decided before.
 */
export function evolve(
  state: EnrollmentState | null,
  event: DomainEvent,
  enrollmentId: string,
): EnrollmentState {
  const before = state ?? begin(event, enrollmentId);
  const after = isStepEvent(event) ? withStep(before, event) : withAnnouncement(before, event);
  return { ...after, version: event.seq, lastRecordedAt: Math.max(before.lastRecordedAt, event.recordedAt) };
}

/** The state all these events lead to. `events` must not be empty when there is no state to start from. */
export function evolveAll(
  state: EnrollmentState | null,
  events: readonly DomainEvent[],
  enrollmentId: string,
): EnrollmentState {
  let current = state;
  for (const event of events) current = evolve(current, event, enrollmentId);
  if (!current) throw new Error('no events, no enrollment');
  return current;
}

function begin(event: DomainEvent, enrollmentId: string): EnrollmentState {
  if (!isStepEvent(event) || event.facts.type !== 'receiveReferral') {
    throw new Error('an enrollment begins with its referral');
  }
  return {
    enrollmentId,
    agencyId: event.by.agencyId,
    clientId: event.facts.clientId,
    version: 0,
    steps: [],
    announced: [],
    endedAt: null,
    lastRecordedAt: event.recordedAt,
  };
}

/** A step after the end opens the enrollment again; its clock ends it when nothing of it is owed. */
function withStep(state: EnrollmentState, event: StepEvent): EnrollmentState {
  return { ...state, steps: [...state.steps, stepOf(event)], endedAt: null };
}

/** A step's event as the folds take it. */
export function stepOf({
  stepId,
  commandId,
  seq,
  occurredAt,
  recordedAt,
  by,
  facts,
}: StepEvent): RecordedStep {
  const kept = 'policy' in facts ? { ...facts, policy: shared(facts.policy) } : facts;
  return { id: stepId, commandId, seq, at: occurredAt, recordedAt, by: by.staffId, facts: kept };
}

function withAnnouncement(state: EnrollmentState, event: ClockEvent): EnrollmentState {
  const { clock, recordedAt } = event;
  switch (clock.type) {
    case 'DeadlineMissed': {
      const { obligations } = statusAt(state.steps, recordedAt);
      const missed = obligations.find((obligation) => obligation.key === clock.key) ?? null;
      return announce(state, clock, (told) => ({ ...told, missedAt: recordedAt, missed }));
    }
    case 'RungRaised':
      return announce(state, clock, (told) => ({ ...told, rungs: [...told.rungs, clock.rung] }));
    case 'EscalationWithdrawn':
      return announce(state, clock, (told) => ({ ...told, withdrawnAt: recordedAt }));
    case 'ClockResumed':
      return announce(state, { ...clock, due: clock.at }, (told) => ({
        ...told,
        resumed: [...told.resumed, clock.at],
      }));
    case 'EnrollmentEnded':
      return { ...state, endedAt: recordedAt };
  }
}

function announce(
  state: EnrollmentState,
  { key, kind, due }: Pick<Announcement, 'key' | 'kind' | 'due'>,
  change: (told: Announcement) => Announcement,
): EnrollmentState {
  const index = state.announced.findIndex(
    (told) => told.key === key && told.due === due && told.withdrawnAt === null,
  );
  const told = state.announced[index];
  if (told) return { ...state, announced: state.announced.with(index, change(told)) };
  const fresh = { key, kind, due, rungs: [], missedAt: null, missed: null, withdrawnAt: null, resumed: [] };
  return { ...state, announced: [...state.announced, change(fresh)] };
}
