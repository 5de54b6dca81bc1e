/** Which of the client's plans it is. */
export const planVersions = ['preliminary', 'full', 'amended', 'annual', 'transition'] as const;
export type PlanVersion = (typeof planVersions)[number];

/** Where in a life a need lies. */
export const lifeDomains = [
  'housing',
  'food-and-basics',
  'income-and-work',
  'education',
  'physical-health',
  'mental-health',
  'substance-use',
  'legal',
  'family',
  'social-support',
  'transportation',
  'safety',
] as const;
export type LifeDomain = (typeof lifeDomains)[number];

/** Items carry an id that stays through the versions: two versions are compared by it. Dates are `YYYY-MM-DD`. */
type Item = {
  id: string;
  /** In a family's plan, the member of the household it concerns; left out, it concerns all of them. */
  member?: string | undefined;
};

export type Strength = Item & { text: string };

export type Need = Item & {
  domain: LifeDomain;
  text: string;
  /** The most immediate ones: what a preliminary plan begins with (PL-1). */
  immediate: boolean;
};

export const strategyStates = ['planned', 'tried', 'works', 'given-up'] as const;
export type StrategyState = (typeof strategyStates)[number];

export const goalStates = ['open', 'reached', 'revised', 'given-up'] as const;
export type GoalState = (typeof goalStates)[number];

export type Goal = Item & {
  /** In the client's own words. */
  text: string;
  /** The needs it answers, by id. */
  needs: string[];
  targetOn: string;
  reviewOn: string;
  strategies: { text: string; state: StrategyState }[];
  /** What came of it so far, barriers included (PL-7). */
  progress: { on: string; text: string }[];
  state: GoalState;
};

export type Service = Item & {
  /** The goals it serves, by id. */
  goals: string[];
  text: string;
  /** Providers that were offered (PL-6), by name; `entry` is the document of the provider directory. */
  options: { provider: string; entry?: string | undefined }[];
  /** Why only one could be offered. */
  onlyOption?: string | undefined;
  /** What the client chose, one of the options, and their reasons. */
  choice?: { provider: string; reasons: string } | undefined;
  /** The first appointment there, once it is made (PL-9). */
  firstAppointment?: { on: string; place: string } | undefined;
};

export type Responsibility = Item & { who: string; what: string; by: string };

/** PL-5: what is free or cheap comes first, then who else pays, the county last. */
export const fundingTiers = ['low-cost', 'other-payer', 'county'] as const;
export type FundingTier = (typeof fundingTiers)[number];

export const fundingOutcomes = ['pays', 'asked', 'not-available'] as const;
export type FundingOutcome = (typeof fundingOutcomes)[number];

/** One source that was looked at for one service. */
export type Funding = Item & {
  service: string;
  tier: FundingTier;
  /** Medicaid, a food pantry, CARS… */
  source: string;
  outcome: FundingOutcome;
  /** Why it is not available. */
  reason?: string | undefined;
};

/** PL-3: the written Safety/Crisis Plan. */
export type SafetyPlan = Pick<Item, 'member'> & {
  warningSigns: string[];
  /** The client's strengths it builds on, by their ids. */
  strengths: string[];
  naturalSupports: { name: string; relation: string; how: string }[];
  steps: string[];
  crisisContacts: { name: string; reach: string }[];
};

/** PL-9: what has to be ready before somebody is released. */
export type Transition = {
  releaseOn: string;
  facility: string;
  paroleAgent: { name: string; reach: string };
  meetings: { on: string; attended: boolean; decisions: string }[];
};

/** What people write in a plan. */
export type PlanSections = {
  strengths: Strength[];
  needs: Need[];
  goals: Goal[];
  services: Service[];
  responsibilities: Responsibility[];
  funding: Funding[];
  safetyPlan: SafetyPlan | null;
  transition: Transition | null;
};

export const signatureRoles = ['client', 'coordinator', 'team-member', 'guardian', 'parole-agent'] as const;
export type SignatureRole = (typeof signatureRoles)[number];

export type Signature = {
  role: SignatureRole;
  name: string;
  on: string;
  /** Of the words that were signed. */
  hash: string;
  /** A client may decline to sign; their words. */
  declined?: string | undefined;
  /** Who took it in. */
  by: string;
};

/** The version it was copied from, with the dates its goals had. */
export type PlanOrigin = {
  plan: string;
  hash: string;
  dates: Record<string, { targetOn: string; reviewOn: string }>;
};

/** A Single Coordinated Care Plan (SCCP), one version of it. */
export type Plan = {
  version: PlanVersion;
  /** Why it is written anew (PL-8). */
  reason: string | null;
  from: PlanOrigin | null;
  sections: PlanSections;
  signatures: Signature[];
};

export const emptySections: PlanSections = {
  strengths: [],
  needs: [],
  goals: [],
  services: [],
  responsibilities: [],
  funding: [],
  safetyPlan: null,
  transition: null,
};

/** What is signed, and what the plan's hash names: all but the signatures. */
export function signedPart({ signatures: _, ...rest }: Plan): Omit<Plan, 'signatures'> {
  return rest;
}
