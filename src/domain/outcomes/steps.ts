/** Steps about outcome instruments, satisfaction, leaving, disputes (OU, DI). */
export type OutcomeFacts = never;

/** Past tense of each. */
export const outcomeEvents = {} as const satisfies Record<OutcomeFacts['type'], string>;
