import type { Sourced } from './profile.ts';
import type { CaseloadWeights } from '../../features/caseload/weight.ts';

/** What a staff policy says of caseloads; the caps themselves are the profile's, by level of care (ST-4). */
export type CaseloadTerms = {
  /** What makes a client more work than another at the same level: shown, and held to by nobody. */
  weights: CaseloadWeights;
  /** Through the end of the local day so many days after its beginning: who needs more for longer, asks again. */
  longestOverrideDays: Sourced<number>;
};
