import type { Instant } from '../calendar/index.ts';
import type { Command, RejectionCode } from '../record/commands.ts';
import type { Actor, StepEvent } from '../record/events.ts';
import type { EnrollmentState } from './state.ts';

/** Why a step is refused, in words for its author. */
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
