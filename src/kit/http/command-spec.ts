import type { StaffRole } from '../../engine/policy/terms.ts';
import type { z } from 'zod';
import type { Enclosure } from '../../engine/policy/request-documents.ts';
import type { CodesOf } from '../../engine/steps/rules.ts';
import type { FactsOf } from '../../engine/record/steps/index.ts';
import type { Caller } from '../reads.ts';
import type { CommandBody, CommandType } from './command.ts';
import type { RouteContext } from './context.ts';
import type { ProblemCode } from './problem.ts';
import type { Refusal } from './reply.ts';

/**
 * What a body states as facts: those of the step, except that policies and forms are named by their hashes, and that what is
 * enclosed says of which kinds it is; a plan or a need says the dates of a referral.
 */
type BodyFacts<T extends CommandType> = T extends 'adoptPolicy'
  ? { profile: string; calendar: string }
  : T extends 'scoreAcuity'
    ? { score?: number; instrument?: string }
    : FactsOf<T> extends { enclosed?: Enclosure[] }
      ? Omit<FactsOf<T>, 'type' | 'documents' | 'enclosed'> & { enclosed: Omit<Enclosure, 'revision'>[] }
      : T extends 'makeReferral'
        ? Omit<
            FactsOf<'makeReferral'>,
            'type' | 'targetOn' | 'reviewOn' | 'planRevision' | 'planFunding' | 'saidByNeed'
          > & {
            targetOn?: string;
            reviewOn?: string;
          }
        : Omit<FactsOf<T>, 'type' | 'appealBy'>;

/** One command on its way to the enrollment. */
export type Submitted = {
  type: CommandType;
  body: CommandBody;
  /** Where the command stands in the request's body. */
  pointer: string;
  commandId: string;
  enrollmentId: string;
  caller: Caller;
};

/**
 * Looks up what a body only names (staff, policies, providers, documents) as it is in the record now. Answers the facts
 * that this adds to those of the body, undefined for one of the body's that is none of the step's; or why it is refused.
 */
export type Resolve = {
  problems: readonly ProblemCode[];
  look: (submitted: Submitted, context: RouteContext) => Promise<Record<string, unknown> | Refusal>;
  /** What the record says itself, as it is then: sealed with what people wrote, and typed by nobody. */
  words?: (submitted: Submitted, context: RouteContext) => Promise<Record<string, string>>;
};

/** How a step is sent: one entry a command type, and what was forgotten does not compile. */
export type CommandSpec<T extends CommandType, Code extends string = string> = {
  summary: string;
  /** Who may send it. */
  roles: readonly StaffRole[];
  /** With what the step's own checks refuse it: all of it, and nothing else. */
  problems: Record<Code, true>;
  /** Null where the body says all of it. */
  resolve: Resolve | null;
  /**
   * The client, or who is about them, was met, sought or served. Nobody does that twice within moments: a second one without a
   * key is asked back about whatever its words are, unless its author says another time for it.
   */
  encounter?: true;
  /** Goes through the workflow in the clear. */
  facts: z.ZodObject & z.ZodType<BodyFacts<T>>;
  /** What people wrote: goes sealed, is opened by the record. JSON of any shape. */
  details: Record<string, z.ZodType>;
  /** What facts and details must be together: what is wrong, by field (`answers.housing`); nothing when they agree. */
  check?: (body: Record<string, unknown>) => { field: string; detail: string }[];
};

/** One entry a step of a feature's table of step rules. */
export type SpecsFor<Rules> = {
  [T in keyof Rules & CommandType]: CommandSpec<T, CodesOf<Pick<Rules, T>>>;
};
