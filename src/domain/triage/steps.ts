/** Steps about emergency needs, appointments, locating a client, the treatment provider (IN). */
export type TriageFacts = never;

/** Past tense of each. */
export const triageEvents = {} as const satisfies Record<TriageFacts['type'], string>;
