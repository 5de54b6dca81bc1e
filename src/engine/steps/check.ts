import type { Instant } from '../calendar/index.ts';
import type { Command } from '../record/commands.ts';
import type { Actor, StepEvent } from '../record/events.ts';
import type { FactsOf, StepType } from '../record/steps/index.ts';
import type { EnrollmentState } from '../deadlines/state.ts';

/** Why a step is refused, in words for its author. */
export type StepRefusal<Code extends string = string> = { code: Code; detail: string; field?: string };

/** The refusal as a value whose code is known to the compiler: the tables of problems are held to it. */
export function refuse<const Code extends string>(
  code: Code,
  detail: string,
  field?: string,
): StepRefusal<Code> {
  return { code, detail, ...(field === undefined ? {} : { field }) };
}

/** A step about to be taken: how things stood when it happened, without it and with it. */
export type StepCheck<T extends StepType = StepType> = {
  state: EnrollmentState;
  next: EnrollmentState;
  event: StepEvent;
  facts: FactsOf<T>;
  command: Command;
  by: Actor;
  now: Instant;
};
