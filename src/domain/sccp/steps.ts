/** Steps about the plan of care beyond its deadlines (PL). */
export type SccpFacts = never;

/** Past tense of each. */
export const sccpEvents = {} as const satisfies Record<SccpFacts['type'], string>;
