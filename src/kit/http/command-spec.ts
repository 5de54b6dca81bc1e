import type { StepFacts } from '../../engine/record/steps/index.ts';
import type { z } from 'zod';
import type { CommandType } from '../../api/permissions.ts';

/** What a body states as facts: those of the step, except that policies and forms are named by their hashes. */
export type BodyFacts<T extends CommandType> = T extends 'adoptPolicy'
  ? { profile: string; calendar: string }
  : T extends 'scoreAcuity'
    ? { score?: number; instrument?: string }
    : Omit<Extract<StepFacts, { type: T }>, 'type'>;

export type CommandSpec<T extends CommandType> = {
  summary: string;
  /** Goes through the workflow in the clear. */
  facts: z.ZodObject & z.ZodType<BodyFacts<T>>;
  /** What people wrote: goes sealed, is opened by the record. JSON of any shape. */
  words: Record<string, z.ZodType>;
  /** What facts and words must be together: what is wrong, by field (`answers.housing`); nothing when they agree. */
  check?: (body: Record<string, unknown>) => { field: string; detail: string }[];
};

/** One entry a step of a section. */
export type SpecsOf<Facts extends StepFacts> = { [T in Facts['type'] & CommandType]: CommandSpec<T> };
