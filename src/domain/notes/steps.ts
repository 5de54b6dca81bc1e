/** Steps about what must be written down (DO). */
export type NoteFacts = never;

/** Past tense of each. */
export const noteEvents = {} as const satisfies Record<NoteFacts['type'], string>;
