import type { Instant } from '../../engine/calendar/index.ts';
import type { Actor } from '../../engine/record/events.ts';
import type { ReviewFormat } from '../../engine/policy/supervision-terms.ts';

export const goalTerms = ['short', 'long'] as const;
export type GoalTerm = (typeof goalTerms)[number];

export const goalOutcomes = ['reached', 'dropped'] as const;
export type GoalOutcome = (typeof goalOutcomes)[number];

/** What somebody is to reach (003, Supervision Goals and Objectives). Dates are local ones. Protected. */
export type Goal = {
  term: GoalTerm;
  what: string;
  targetOn: string;
  set: { by: Actor; at: Instant };
  closed: { outcome: GoalOutcome; why: string | null; by: Actor; at: Instant } | null;
};

/** A talk between the two of them about how the work goes. Protected. */
export type CheckIn = { at: Instant; mode: ReviewFormat; notes: string; by: Actor };

export const trainingAnswers = ['attended', 'declined'] as const;
export type TrainingAnswer = (typeof trainingAnswers)[number];

/** A training that is offered; mandated ones stand in the staff file (ST-5). */
export type Training = {
  title: string;
  /** Local date on which it is held; null: at any time. */
  heldOn: string | null;
  offered: { by: Actor; at: Instant };
  /** `evidence`: of attending it; `why`: of not. */
  answer: { answer: TrainingAnswer; note: string | null; by: Actor; at: Instant } | null;
};

/** A colleague who goes along with them (003, Mentorship Opportunities). */
export type Mentorship = {
  mentorId: string;
  begun: { by: Actor; at: Instant };
  ended: { why: string; by: Actor; at: Instant } | null;
};

/**
 * SU-2: what a member of staff and their supervisor keep together. Goals, trainings and mentorships are named by their
 * place, counted from 1: none is ever taken out.
 */
export type Supervision = {
  /** Whom it is about. */
  staffId: string;
  supervisorId: string;
  goals: Goal[];
  checkIns: CheckIn[];
  trainings: Training[];
  mentorships: Mentorship[];
};
