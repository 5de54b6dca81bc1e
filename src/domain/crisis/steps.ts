/** Steps about crises (CR). */
export type CrisisFacts = never;

/** Past tense of each. */
export const crisisEvents = {} as const satisfies Record<CrisisFacts['type'], string>;
