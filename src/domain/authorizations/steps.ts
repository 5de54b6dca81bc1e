/** Steps about service authorizations and their use, SARs, the discretionary fund (AU). */
export type AuthorizationFacts = never;

/** Past tense of each. */
export const authorizationEvents = {} as const satisfies Record<AuthorizationFacts['type'], string>;
