import type { Instant } from '../calendar/index.ts';
import { standingAt } from '../obligations/fold.ts';
import type { Command, RejectionCode } from './commands.ts';
import type { Actor, StepEvent } from './events.ts';
import { judgeClocks } from './rules/clocks.ts';
import { judgeLeaving } from './rules/leaving.ts';
import { judgeMeeting } from './rules/meeting.ts';
import { judgeSupport } from './rules/support.ts';
import { judgeVoid } from './rules/voiding.ts';
import type { EnrollmentState } from './state.ts';

export type Refusal = { code: RejectionCode; detail: string; field?: string };

/** A step about to be taken: how things stood when it happened, without it and with it. */
export type Trial = {
  state: EnrollmentState | null;
  next: EnrollmentState;
  event: StepEvent;
  command: Command;
  by: Actor;
  now: Instant;
};

/** Why a step makes no sense at its time; null when it does. */
export function refusalOf(trial: Trial): Refusal | null {
  const { state, event, now } = trial;
  if (event.occurredAt > now) {
    return { code: 'occurred-in-future', detail: 'A step is entered after it happened, not before.', field: 'occurredAt' };
  }
  if (!state) return judgeReferral(trial);
  const referral = state.steps[0];
  if (referral && event.occurredAt < referral.at) {
    return {
      code: 'occurred-before-referral',
      detail: 'The enrollment began with its referral; nothing of it can have happened earlier.',
      field: 'occurredAt',
    };
  }
  if (event.facts.type === 'receiveReferral') {
    return { code: 'already-recorded', detail: 'The referral of this enrollment has been recorded before.' };
  }
  if (state.endedAt !== null) {
    return { code: 'enrollment-ended', detail: 'This enrollment has ended; a new referral starts a new one.' };
  }
  return judgeLeaving(trial, state) ?? judgeVoid(trial, state) ?? judgeClocks(trial, state) ?? judgeSupport(trial, state) ?? judgeMeeting(trial);
}

function judgeReferral({ event }: Trial): Refusal | null {
  if (event.facts.type !== 'receiveReferral') return null;
  const { level, policy } = event.facts;
  if (!policy.profile.levels.some((known) => known.id === level)) return unknownLevel(policy.profile.levels);
  standingAt([{ ...event, id: event.stepId, at: event.occurredAt, by: event.by.staffId }], event.occurredAt);
  return null;
}

/** The level is none of the profile's. */
export function unknownLevel(levels: { id: string }[]): Refusal {
  const known = levels.map((level) => level.id).join(', ');
  return { code: 'unknown-level', detail: `The policy profile knows these levels of care: ${known}.`, field: 'level' };
}
