/** Steps about the team, contact information (RT, CO). */
export type RstFacts =
  /** CO-4: the client was asked, and this is how they are reached. `revision`: of the document that was confirmed. */
  { type: 'confirmContactInformation'; revision?: number };

/** Past tense of each. */
export const rstEvents = {
  confirmContactInformation: 'ContactInformationConfirmed',
} as const satisfies Record<RstFacts['type'], string>;
