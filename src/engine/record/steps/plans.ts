import { type FactsIn, step } from './step.ts';
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
export const planSteps = {
  completePreliminarySccp: step<NamesPlan>('PreliminarySccpCompleted'),
  completeFullSccp: step<NamesPlan>('FullSccpCompleted'),
  /** `initiative`: the client's level of it (CO-6). */
  reviewSccp: step<{ initiative?: InitiativeLevel } & NamesPlan>('SccpReviewed'),
  renewServicePlan: step<NamesPlan>('ServicePlanRenewed'),
  /** PL-8. `disclosureChanges`: somebody else, or something else, is told of from now on. */
  amendSccp: step<{ disclosureChanges: boolean } & NamesPlan>('SccpAmended'),
  /** PL-9: the local day on which the client is to be released. */
  setReleaseDate: step<{ releaseOn: string }>('ReleaseDateSet'),
  completeTransitionSccp: step<NamesPlan>('TransitionSccpCompleted'),
};

export type PlanFacts = FactsIn<typeof planSteps>;
