import { storedRequest } from './stored-request.ts';
import type { Enroll } from '../../../contracts/messages.ts';
import type { NewPendingStep } from '../postgres/ports.ts';
import type { PendingStore } from '../postgres/store.ts';
import type { CommandBatch } from '../../../engine/record/commands.ts';
import type { Change } from '../../../engine/deadlines/change.ts';
import { decide, stepIdIn } from '../../../pathway/decide.ts';
import { enrollBatch } from '../../../pathway/enroll-batch.ts';
import { type DomainEvent, isStepEvent } from '../../../engine/record/events.ts';
import { evolveAll } from '../../../engine/deadlines/evolve.ts';
import type { EnrollmentState } from '../../../engine/deadlines/state.ts';
import { audienceOf, crisisPage, pagingOf } from '../../crisis/pages.ts';
import { statusAt } from '../../../engine/obligations/fold.ts';
import type { NotificationDraft } from '../../../engine/notifications/notification.ts';
import { notificationsOf } from '../../../pathway/notifications-of.ts';
import type { EnrollOutcome, SubmitOutcome } from '../../../kit/temporal/gateway.ts';
import type { ActAsk } from '../../../kit/acts.ts';
import type { RecordView } from '../../../kit/temporal/record-view.ts';
import { replayOf, reused } from '../../../kit/temporal/replays.ts';

export type Waiting = { status: 'waiting'; takenInAt: number; ahead: number };

/**
 * Where steps go while the engine is away: durable in PostgreSQL, delivered in order when it is back. Every function
 * rejects while PostgreSQL is away.
 */
export type PendingSteps = {
  /** `judge`: whether the record shows at once that it makes no sense; not so behind steps that wait themselves. */
  submit(
    enrollmentId: string,
    batch: CommandBatch,
    options: { judge: boolean; now: number },
  ): Promise<Waiting | Extract<SubmitOutcome, { status: 'accepted' | 'refused' }>>;
  enroll(
    enrollmentId: string,
    request: Enroll,
    options: { now: number },
  ): Promise<
    Waiting | Extract<EnrollOutcome, { status: 'accepted' | 'refused' | 'client-already-enrolled' }>
  >;
};

type PendingStepsOptions = {
  store: Pick<PendingStore, 'take'>;
  record: Pick<RecordView, 'loadEvents' | 'eventsOfCommand'>;
};

export function createPendingSteps({ store, record }: PendingStepsOptions): PendingSteps {
  /** The engine may have gone after it had recorded the step. */
  async function onRecord(enrollmentId: string, request: ActAsk) {
    const before = await record.eventsOfCommand(enrollmentId, request.commandId);
    return before && (await replayOf(record, enrollmentId, request, before));
  }

  return {
    async submit(enrollmentId, batch, { judge, now }) {
      const earlier = await onRecord(enrollmentId, batch);
      if (earlier) return earlier;
      const crises = crisesIn(batch);
      const events = judge || crises.length > 0 ? await record.loadEvents(enrollmentId) : [];
      const state = events.length > 0 ? evolveAll(null, events, enrollmentId) : null;
      if (judge) {
        if (state) {
          const decision = decide(enrollmentId, state, batch, now);
          // Recorded this very moment: its delivery finds the receipt.
          if (!decision.ok && decision.rejection.code !== 'already-recorded')
            return { status: 'refused', rejection: decision.rejection };
        }
      }
      const taken = await store.take({
        enrollmentId,
        agencyId: batch.by.agencyId,
        staffId: batch.by.staffId,
        types: batch.commands.map(({ facts }) => facts.type),
        takenInAt: batch.askedAt ?? now,
        request: storedRequest({ kind: 'submit', message: batch }),
        notifications: crises.map((thing) => firstPage(enrollmentId, thing, state, now)),
      });
      if (taken.status === 'reused') return reused(taken.how);
      if (taken.status === 'client-already-enrolled') throw new Error('only a referral can be refused so');
      return taken;
    },

    async enroll(enrollmentId, request, { now }) {
      const earlier = await onRecord(enrollmentId, request);
      if (earlier) return earlier;
      const decision = decide(enrollmentId, null, enrollBatch(request, request.by.agencyId, now), now);
      if (!decision.ok) return { status: 'refused', rejection: decision.rejection };
      const step: NewPendingStep = {
        enrollmentId,
        agencyId: request.by.agencyId,
        staffId: request.by.staffId,
        types: ['receiveReferral'],
        takenInAt: request.askedAt ?? now,
        request: storedRequest({ kind: 'enroll', message: request }),
        notifications: request.emergency ? toldAtOnce(decision.change) : [],
      };
      const taken = await store.take(step);
      return taken.status === 'reused' ? reused(taken.how) : taken;
    },
  };
}

/** Crises that the batch reports and nobody in it answers. */
function crisesIn({ commandId, commands }: CommandBatch): string[] {
  const answered = commands.flatMap(({ facts }) => ('about' in facts ? [facts.about] : []));
  return commands
    .flatMap(({ facts }, index) =>
      facts.type === 'reportCrisis' ? [stepIdIn({ commandId, commands }, index)] : [],
    )
    .filter((thing) => !answered.includes(thing));
}

/** The page that the crisis' workflow would raise first, under the same id: it finds it told when it begins. */
function firstPage(
  enrollmentId: string,
  thing: string,
  state: EnrollmentState | null,
  now: number,
): NotificationDraft {
  const policy = state && statusAt(state.steps, state.lastRecordedAt).policy;
  const to = audienceOf(pagingOf(policy && policy.profile), 1);
  return crisisPage({ enrollmentId, thing }, { page: 1, to, at: now });
}

/**
 * What an emergency tells people before the engine knows of it. Only what the engine will tell under the same ids: it
 * counts from the referral, and leaves out warnings whose deadline has passed by then, so from the first of those on
 * its numbers may be others.
 */
function toldAtOnce(change: Change): NotificationDraft[] {
  const uncertain = change.events.findIndex(isWarning);
  const events = uncertain < 0 ? change.events : change.events.slice(0, uncertain);
  return notificationsOf({ ...change, events });
}

function isWarning(event: DomainEvent): boolean {
  return !isStepEvent(event) && event.clock.type === 'RungRaised' && event.clock.rungType === 'warning';
}
