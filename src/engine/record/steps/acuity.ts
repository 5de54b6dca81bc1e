/** Steps about the Acuity Index, level of care, stabilization (AC). */
export type AcuityFacts =
  /** A supervisor leaves the client at the present level although the index indicates another (AC-3). */
  | { type: 'keepLevel' }
  /** What kind of event it was stands among the words (AC-5). */
  | { type: 'reportHighAcuityEvent' };

/** Past tense of each. */
export const acuityEvents = {
  keepLevel: 'LevelKept',
  reportHighAcuityEvent: 'HighAcuityEventReported',
} as const satisfies Record<AcuityFacts['type'], string>;
