import type { RecordedStep } from '../record/steps/index.ts';
import type { Instant } from '../calendar/index.ts';
import { asNamedNow, type Obligation } from '../obligations/obligation.ts';

/** What was announced about one deadline of one obligation, so that nothing is announced twice. */
export type Announcement = {
  key: string;
  kind: string;
  due: Instant;
  rungs: string[];
  missedAt: Instant | null;
  /** The obligation as it stood when its miss was announced: kept should later entries take it out of the timeline. */
  missed: Obligation | null;
  withdrawnAt: Instant | null;
  /** A hold or waiver that ran out was announced, by the instant it began. */
  resumed: Instant[];
};

/**
 * All an enrollment's workflow remembers: plain JSON, so that it passes continue-as-new as it is.
 * Obligations are not in it: they are the fold of the steps.
 */
export type EnrollmentState = {
  enrollmentId: string;
  agencyId: string;
  clientId: string;
  version: number;
  /** In the order of entry; the first is `receiveReferral`. */
  steps: RecordedStep[];
  announced: Announcement[];
  endedAt: Instant | null;
  /** When the newest event was recorded: the instant at which the read model looks at the obligations. */
  lastRecordedAt: Instant;
};

/** A state that a run of an earlier release may have handed on. */
export function carriedState(state: EnrollmentState): EnrollmentState {
  const announced = state.announced.map((one) => ({ ...one, missed: one.missed && asNamedNow(one.missed) }));
  return { ...state, announced };
}
