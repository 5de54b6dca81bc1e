import type { Sourced } from './profile.ts';

/** How much more a client weighs than the level of care says, in percent of it. All that applies is added up. */
export type CaseloadWeights = {
  /** By the newest score: the first whose line it is above. */
  acuity: Sourced<{ above: number; adds: number }[]>;
  /** A crisis or a high-acuity event at most so many days ago. */
  crisis: Sourced<{ withinDays: number; adds: number }>;
  /** Each appointment with travel at most so many days ago or ahead. */
  travel: Sourced<{ withinDays: number; addsEach: number; addsAtMost: number }>;
};

/** What a staff policy says of caseloads; the caps themselves are the profile's, by level of care (ST-4). */
export type CaseloadTerms = {
  /** What makes a client more work than another at the same level: shown, and held to by nobody. */
  weights: CaseloadWeights;
  /** Through the end of the local day so many days after its beginning: who needs more for longer, asks again. */
  longestOverrideDays: Sourced<number>;
};
