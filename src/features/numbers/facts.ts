import type { RecordedStep } from '../../engine/record/steps/index.ts';
import type { Instant } from '../../engine/calendar/index.ts';
import type { Obligation } from '../../engine/obligations/obligation.ts';
import type { Audience } from '../../engine/policy/profile.ts';
import type { MissCause } from '../../engine/policy/miss-cause.ts';
import type { Month } from './period.ts';

/** What a number is counted of. */
export const measures = [
  'duty',
  'contact',
  'first-contact',
  'authorization',
  'client',
  'discharge',
  'instrument',
  'answer',
  'client-days',
  'month-end',
  'entered-in-error',
] as const;
export type Measure = (typeof measures)[number];

/** What came of it. `missed`: past due and not done; closing it without doing it leaves it so. */
export type Outcome = 'met' | 'met-late' | 'missed' | 'completed' | 'refused' | 'favourable' | 'other';

/** One thing that is counted: flat, and with what opens the case behind it. */
export type Fact = {
  measure: Measure;
  enrollmentId: string;
  /** Of a duty, whose it was; of all else, who had the client at that instant. Null: nobody yet, or no coordinator's. */
  coordinatorId: string | null;
  level: string;
  month: Month;
  /** Duty, reason of a discharge, acuity band, item of an instrument. */
  part: string | null;
  outcome: Outcome | null;
  /** Of what was not met in time: as it counts, and as the record alone has it. */
  cause: MissCause | null;
  derivedCause: MissCause | null;
  /** Hours, days, or 1. */
  value: number;
  /** Key of the obligation or id of the step; null where it is the client as such. */
  about: string | null;
  /** Due before its referral, which came late, was entered: counted, and marked. */
  enteredLate: boolean;
  /** When it was due, or happened; the month it belongs to is that of this instant. */
  at: Instant;
};

/** Facts that are alike in all that numbers are shown apart for, together. */
export type FactGroup = Pick<
  Fact,
  'measure' | 'coordinatorId' | 'level' | 'month' | 'part' | 'outcome' | 'cause' | 'value' | 'enteredLate'
> & {
  count: number;
  /** Whose they are, each once: of those measures of which clients are counted once. */
  enrollmentIds: readonly string[];
};

/** A step as numbers look at it; of a referral, without its policy. */
export type CaseStep = Pick<RecordedStep, 'id' | 'seq' | 'at' | 'facts'>;

/** An obligation as numbers look at it. */
export type CaseObligation = Pick<
  Obligation,
  'key' | 'kind' | 'duty' | 'level' | 'opened' | 'due' | 'status' | 'closedAt'
> & {
  /** Held or waived until then. */
  suspendedUntil: Instant | null;
  superseded: boolean;
  /** Whose duty it is. */
  owner: Audience;
  enteredLate?: boolean;
  /** The step that met it had to wait for the system (a pending step). */
  tookWaiting: boolean;
};

/** All that numbers need of one enrollment. */
export type Case = {
  enrollmentId: string;
  steps: readonly CaseStep[];
  /** At least those that fall due within the period. */
  obligations: readonly CaseObligation[];
  /** Of satisfaction instruments: what was answered, by the step's id. */
  answers: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
};
