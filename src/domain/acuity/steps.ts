/** Steps about the Acuity Index, level of care, stabilization (AC). */
export type AcuityFacts = never;

/** Past tense of each. */
export const acuityEvents = {} as const satisfies Record<AcuityFacts['type'], string>;
