/** The plan of care (a document) that a step stands on; older records name none. */
export type NamesPlan = {
  plan?: string;
  /** Of the words that were signed. */
  planHash?: string;
};

/** The client's initiative, from waiting to be told to doing and reporting as a routine (CO-6). */
export const initiativeLevels = [
  'wait-until-told',
  'ask',
  'recommend',
  'do-and-report-at-once',
  'do-and-report-routinely',
] as const;
export type InitiativeLevel = (typeof initiativeLevels)[number];

/** Steps about the plan of care beyond its deadlines (PL). */
export type SccpFacts =
  /** PL-8. `disclosureChanges`: somebody else, or something else, is told of from now on. */
  | ({ type: 'amendSccp'; disclosureChanges: boolean } & NamesPlan)
  /** PL-9: the local day on which the client is to be released. */
  | { type: 'setReleaseDate'; releaseOn: string }
  | ({ type: 'completeTransitionSccp' } & NamesPlan);

/** Past tense of each. */
export const sccpEvents = {
  amendSccp: 'SccpAmended',
  setReleaseDate: 'ReleaseDateSet',
  completeTransitionSccp: 'TransitionSccpCompleted',
} as const satisfies Record<SccpFacts['type'], string>;
