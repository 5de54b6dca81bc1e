/** Steps about the team, contact information (RT, CO). */
export type RstFacts = never;

/** Past tense of each. */
export const rstEvents = {} as const satisfies Record<RstFacts['type'], string>;
