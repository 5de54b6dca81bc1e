import type { Instant } from '../calendar/index.ts';
import type { Audience, Rung } from '../policy/profile.ts';
import type { Role } from '../policy/terms.ts';
import type { StepFacts } from './steps/index.ts';

/** Who acts. `system` is the enrollment's own clock. */
export type Actor = { staffId: string; role: Role; agencyId: string };

/** What the clock announces about an obligation. `key` and `due` together name what was announced. */
export type ClockFacts =
  | { type: 'DeadlineMissed'; key: string; kind: string; due: Instant }
  | {
      type: 'RungRaised';
      key: string;
      kind: string;
      due: Instant;
      rung: string;
      rungType: Rung['type'];
      to: Audience;
    }
  /** A late, voided or moved step took the ground from what had been announced; its readers are told. */
  | { type: 'EscalationWithdrawn'; key: string; kind: string; due: Instant; told: Audience[] }
  | { type: 'ClockResumed'; key: string; kind: string; at: Instant }
  | { type: 'EnrollmentEnded' };

type EventBase = {
  /** 1, 2, 3… without gaps within an enrollment. */
  seq: number;
  /** The command that caused it and its place within that command's events; the pair is unique. */
  commandId: string;
  index: number;
  /** When it happened in the world; for the clock, the instant it stands for. */
  occurredAt: Instant;
  /** When the system took it in. */
  recordedAt: Instant;
  by: Actor;
};

export type StepEvent = EventBase & {
  /** Past tense of its step. */
  type: string;
  stepId: string;
  facts: StepFacts;
  /** Protected words, sealed; present on the way to the record, never in state. */
  sealed?: string;
};
export type ClockEvent = EventBase & { type: ClockFacts['type']; clock: ClockFacts };
export type DomainEvent = StepEvent | ClockEvent;

/** True for what a person entered, false for what the clock announced. */
export function isStepEvent(event: DomainEvent): event is StepEvent {
  return 'facts' in event;
}
