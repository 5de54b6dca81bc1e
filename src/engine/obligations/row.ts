import type { Instant } from '../calendar/index.ts';
import type { Obligation } from './obligation.ts';

/** An obligation as the read model keeps it: the fold's, and what was announced about it. */
export type ObligationRow = Obligation & {
  missRaisedAt: Instant | null;
  missWithdrawnAt: Instant | null;
  /** Ids of the rungs raised for its present deadline, in order. */
  rungs: string[];
  /** No longer part of the timeline, kept because it had been announced. */
  superseded: boolean;
  /** Its deadline had passed when the referral, which came late, was entered. */
  enteredLate?: true;
};
