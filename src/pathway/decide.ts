import { eventTypeOf } from '../engine/record/steps/index.ts';
import { CalendarRangeError } from '../engine/calendar/index.ts';
import type { Instant } from '../engine/calendar/index.ts';
import { ticksDue, withdrawalsDue } from '../engine/deadlines/clock.ts';
import { statusAt } from '../engine/obligations/fold.ts';
import { announcing, type Change } from '../engine/deadlines/change.ts';
import { withoutSkew } from './clock-skew.ts';
import type { Command, CommandBatch } from '../engine/record/commands.ts';
import { evolve } from '../engine/deadlines/evolve.ts';
import type { StepEvent } from '../engine/record/events.ts';
import { checkStep } from './checks.ts';
import type { Rejection, RejectionCode } from './rejection.ts';
import type { EnrollmentState } from '../engine/deadlines/state.ts';

export type Decision = { ok: true; change: Change } | { ok: false; rejection: Rejection };

/**
 * Judges a batch of steps, all or none, at `now`. `state` is null for the first batch, whose first step must be the
 * referral. Pure: the same arguments give the same decision.
 */
export function decide(
  enrollmentId: string,
  state: EnrollmentState | null,
  batch: CommandBatch,
  now: Instant,
): Decision {
  try {
    return judge(enrollmentId, state, batch, now);
  } catch (error) {
    if (!(error instanceof CalendarRangeError)) throw error;
    const detail = 'A date lies outside the years the agency calendar covers.';
    return refuse(state, 0, 'beyond-calendar', detail);
  }
}

function judge(
  enrollmentId: string,
  before: EnrollmentState | null,
  batch: CommandBatch,
  now: Instant,
): Decision {
  const early = before && refusedAsWhole(before, batch);
  if (early) return early;
  const events: StepEvent[] = [];
  let state = before;
  for (const [index, command] of batch.commands.entries()) {
    if (!state && command.facts.type !== 'receiveReferral') break;
    const event = stepEvent(state, batch, command, index, now);
    const next = evolve(state, event, enrollmentId);
    const refusal = checkStep({ state, next, event, command, by: batch.by, now });
    if (refusal) return refuse(before, index, refusal.code, refusal.detail, refusal.field);
    events.push(event);
    state = next;
  }
  if (!state) return refuse(before, 0, 'not-found', 'There is no such enrollment.');
  return { ok: true, change: withAnnouncements(before, state, events, batch.commandId, now) };
}

/** What the clock has to announce at `now`; null when there is nothing. */
export function decideTicks(state: EnrollmentState, now: Instant): Change | null {
  const commandId = `clock-${state.version + 1}`;
  const change = withAnnouncements(state, state, [], commandId, now);
  return change.events.length > 0 ? change : null;
}

/** Appends what the change makes the clock say: announcements that lose their ground, and what is due by now. */
function withAnnouncements(
  before: EnrollmentState | null,
  stepped: EnrollmentState,
  stepEvents: StepEvent[],
  commandId: string,
  now: Instant,
): Change {
  const statusAfter = statusAt(stepped.steps, now);
  const statusBefore = before && statusAt(before.steps, now);
  const ticks = [
    ...withdrawalsDue(stepped, statusAfter).map((facts) => ({ facts, at: now })),
    ...ticksDue(stepped, statusAfter, now),
  ];
  const silent = { events: stepEvents, before, after: stepped, statusBefore, statusAfter };
  return announcing(silent, ticks, commandId, now);
}

function refusedAsWhole(state: EnrollmentState, batch: CommandBatch): Decision | null {
  if (batch.by.agencyId !== state.agencyId)
    return refuse(state, 0, 'not-found', 'There is no such enrollment.');
  if (state.steps.some((step) => step.commandId === batch.commandId)) {
    return refuse(state, 0, 'already-recorded', 'This command has been recorded before.');
  }
  if (batch.expectedVersion !== undefined && batch.expectedVersion !== state.version) {
    const detail = `The record is at version ${state.version}: somebody has changed it since. Read it again.`;
    return refuse(state, 0, 'version-conflict', detail);
  }
  return null;
}

function stepEvent(
  state: EnrollmentState | null,
  batch: CommandBatch,
  command: Command,
  index: number,
  now: Instant,
): StepEvent {
  const asked = command.occurredAt ?? askedAt(state, batch, now);
  return {
    seq: (state?.version ?? 0) + 1,
    commandId: batch.commandId,
    index,
    type: eventTypeOf(command.facts.type),
    stepId: stepIdIn(batch, index),
    facts: command.facts,
    occurredAt: withoutSkew(asked, now),
    recordedAt: now,
    by: batch.by,
    ...(command.sealed === undefined ? {} : { sealed: command.sealed }),
  };
}

/** What names the step of that command for ever: its command id, with its number where the batch holds several. */
export function stepIdIn(
  { commandId, commands }: Pick<CommandBatch, 'commandId' | 'commands'>,
  index: number,
): string {
  return commands.length === 1 ? commandId : `${commandId}.${index + 1}`;
}

/** Neither later than now nor before the referral: the clock that says it is another machine's. */
function askedAt(state: EnrollmentState | null, batch: CommandBatch, now: Instant): Instant {
  if (batch.askedAt === undefined) return now;
  return Math.min(now, Math.max(batch.askedAt, state?.steps[0]?.at ?? batch.askedAt));
}

function refuse(
  state: EnrollmentState | null,
  index: number,
  code: RejectionCode,
  detail: string,
  field?: string,
): Decision {
  const version = state?.version ?? 0;
  return {
    ok: false,
    rejection: { code, detail, index, version, ...(field === undefined ? {} : { field }) },
  };
}
