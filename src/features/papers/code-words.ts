import type { ReviewFormat } from '../../engine/policy/supervision-terms.ts';
import type { ReentryTask } from '../../engine/policy/profile.ts';
import type { CompletionMeasure, DischargeReason } from '../../engine/policy/terms.ts';
import type {
  FundingOutcome,
  FundingTier,
  GoalState,
  LifeDomain,
  PlanVersion,
  SignatureRole,
  StrategyState,
} from '../plans/plan.ts';
import type { PointOwner } from '../supervision/review-point.ts';

// What papers call what the record holds as a word of a list.

export const versions: Record<PlanVersion, string> = {
  preliminary: 'Preliminary plan',
  full: 'Full plan',
  amended: 'Amended plan',
  annual: 'Annual plan',
  transition: 'Transition plan',
};

export const domains: Record<LifeDomain, string> = {
  housing: 'Housing',
  'food-and-basics': 'Food and basics',
  'income-and-work': 'Income and work',
  education: 'Education',
  'physical-health': 'Physical health',
  'mental-health': 'Mental health',
  'substance-use': 'Substance use',
  legal: 'Legal',
  family: 'Family',
  'social-support': 'Social support',
  transportation: 'Transportation',
  safety: 'Safety',
};

export const goalStates: Record<GoalState, string> = {
  open: 'Open',
  reached: 'Reached',
  revised: 'Revised',
  'given-up': 'Given up',
};

export const strategyStates: Record<StrategyState, string> = {
  planned: 'Planned',
  tried: 'Tried',
  works: 'Works',
  'given-up': 'Given up',
};

export const tiers: Record<FundingTier, string> = {
  'low-cost': 'Free or low-cost',
  'other-payer': 'Other payer',
  county: 'County',
};

export const fundingOutcomes: Record<FundingOutcome, string> = {
  pays: 'Pays',
  asked: 'Was asked',
  'not-available': 'Not available',
};

export const signers: Record<SignatureRole, string> = {
  client: 'Client',
  coordinator: 'Coordinator',
  'team-member': 'Team member',
  guardian: 'Guardian',
  'parole-agent': 'Parole agent',
};

export const tasks: Record<ReentryTask, string> = {
  'pre-release-meeting': 'A pre-release meeting is attended',
  'provider-for-each-service': 'A provider is named for each service',
  'first-appointments': 'First appointments are made',
  'transition-plan': 'The transition plan is complete',
};

export const reasons: Record<DischargeReason, string> = {
  completed: 'Completed the program',
  withdrawn: 'Withdrew',
  transferred: 'Transferred to another agency',
  'lost-contact': 'Contact was lost',
  deceased: 'Deceased',
  'level-not-indicated': 'The level of care is not indicated any more',
  other: 'Other',
};

export const measures: Record<CompletionMeasure, string> = {
  'plan-goals': "The plan's goals",
  'level-of-care': 'The level of care',
  'provider-report': "The provider's report",
};

export const formats: Record<ReviewFormat, string> = {
  'in-person': 'In person',
  phone: 'By phone',
  virtual: 'By video',
};

export const owners: Record<PointOwner, string> = { coordinator: 'Coordinator', supervisor: 'Supervisor' };
