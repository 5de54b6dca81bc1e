import { type FactsIn, step } from './step.ts';
import type { TellingFacts } from './disclosures.ts';

/** What the receiving provider says; `received` is no decision yet. */
export const referralAnswers = ['received', 'accepted', 'waitlisted', 'declined'] as const;
export type ReferralAnswer = (typeof referralAnswers)[number];

export const declineReasons = [
  'no-opening',
  'not-eligible',
  'does-not-fit',
  'payer',
  'client-not-reached',
  'other',
] as const;
export type DeclineReason = (typeof declineReasons)[number];

export const reviewDecisions = ['continue', 'revise', 'switch'] as const;
export type ReviewDecision = (typeof reviewDecisions)[number];

export const feedbackSources = ['client', 'provider', 'collateral'] as const;
export type FeedbackSource = (typeof feedbackSources)[number];

export const serviceEnds = ['completed', 'switched', 'by-client', 'by-provider', 'other'] as const;
export type ServiceEnd = (typeof serviceEnds)[number];

export const withdrawalReasons = ['client-choice', 'no-answer', 'no-longer-needed', 'other'] as const;
export type WithdrawalReason = (typeof withdrawalReasons)[number];

/** Steps about releases of information, referrals and services (RF, SV, CO-5). */
export const referralSteps = {
  /** PL-6: what was offered (ids of providers) and what the client chose of it; null: none of them. */
  recordChoice: step<{
    service: string;
    options: string[];
    chosen: string | null;
    /** The referral that came to nothing, where another is chosen in its place. */
    replaces?: string;
  }>('ChoiceRecorded'),
  makeReferral: step<{
    /** Id of the provider in the directory. */
    provider: string;
    service: string;
    internal: boolean;
    /** Typed where no plan says it; also in what was recorded before plans did. */
    payer?: string;
    /** The plan whose words it says (RF-2), as it was, and which of its items: by their ids within it. */
    plan?: string;
    planRevision?: number;
    planHash?: string;
    planNeeds?: string[];
    planServices?: string[];
    planGoals?: string[];
    /** Of its funding, what pays for those services or was asked to: there is a payer to tell. */
    planFunding?: string[];
    /** Local dates: when the goal is to be reached, and when the service is looked at. */
    targetOn: string;
    reviewOn: string;
    /** RF-4: what was known of the provider when it was chosen. */
    availabilityKnown: boolean;
    waitingDays: number | null;
    fits: boolean;
    /** The confirmed need it is for. */
    need?: string;
    /** For an emergency need: exempt from the order (RF-1), never from the release. */
    emergency?: boolean;
    /** An emergency's says what its need says (RF-2): nobody has typed it. */
    saidByNeed?: boolean;
    /** The report whose words on that need are told as well. */
    reportedIn?: string;
    /** AU-5: there may be none. */
    feeCents?: number;
  }>('ReferralMade'),
  /** From here on `about` is the referral. */
  sendReferral: step<{ about: string; release: string }>('ReferralSent'),
  recordReferralAnswer: step<{ about: string; answer: ReferralAnswer; reason?: DeclineReason }>(
    'ReferralAnswered',
  ),
  startService: step<{ about: string; feeCents?: number }>('ServiceStarted'),
  reviewService: step<{ about: string; decision: ReviewDecision; targetOn?: string; reviewOn?: string }>(
    'ServiceReviewed',
  ),
  recordServiceFeedback: step<
    TellingFacts & {
      about: string;
      from: FeedbackSource;
      delivered: boolean;
      release?: string;
    }
  >('ServiceFeedbackRecorded'),
  endService: step<{ about: string; reason: ServiceEnd }>('ServiceEnded'),
  withdrawReferral: step<{ about: string; reason: WithdrawalReason }>('ReferralWithdrawn'),
};

export type ReferralFacts = FactsIn<typeof referralSteps>;
