import type { RecordedStep, StepType } from '../../engine/record/steps/index.ts';
import { useSteps } from '../authorizations/under-use.ts';
import type { Instant } from '../../engine/calendar/index.ts';
import type { Policy } from '../../engine/policy/profile.ts';
import type { ReviewPoint } from './review-point.ts';
import type { AgendaTerms } from '../../engine/policy/supervision-terms.ts';

export const agendaSections = [
  'overdue',
  'near-due',
  'high-acuity-events',
  'not-contacted',
  'plans-to-lapse',
  'authorizations',
  'not-reviewed',
  'open-points',
] as const;
export type AgendaSection = (typeof agendaSections)[number];

/** One thing to look at, and why. Protected: a point holds what people wrote. */
export type AgendaLine = {
  section: AgendaSection;
  /** The case it opens; null: a point about none. */
  enrollmentId: string | null;
  /** Duty of the ledger, where it stands under one. */
  duty: string | null;
  /** Key of the obligation, step of the event or of the authorization's request, or `review/number` of a point. */
  about: string;
  /** When it is or was due, happened, or was last done; null: never. */
  at: Instant | null;
  /** Local days between that (or since the coordinator has the client) and the agenda. */
  days: number;
  why: string;
};

/** A coordinator's caseload as a review looks at it. Protected. */
export type Agenda = {
  asOf: Instant;
  /** When the last review was held; null: none was. */
  lastReviewAt: Instant | null;
  /** Every enrollment the review may look at. */
  caseload: string[];
  lines: AgendaLine[];
};

/** An enrollment of the coordinator's that has not ended. */
export type CaseloadClient = {
  enrollmentId: string;
  /** Since when this coordinator has the client. */
  since: Instant;
  discharged: boolean;
  /** What is open of it. */
  obligations: { key: string; kind: string; duty: string; due: Instant }[];
  /** Of the kinds in `agendaSteps` at least. */
  steps: RecordedStep[];
};

/** A case review of the coordinator's that was held, whoever held it. */
export type HeldReview = {
  reviewId: string;
  heldAt: Instant;
  /** Enrollments that were looked at. */
  lookedAt: string[];
  points: ReviewPoint[];
};

export type AgendaInput = { clients: CaseloadClient[]; reviews: HeldReview[] };

/** An agenda is worked out from these, and from those that void one of them. */
export const agendaSteps: readonly StepType[] = [
  'scoreAcuity',
  'reportHighAcuityEvent',
  'logContact',
  ...useSteps,
];

/** What the sections are worked out from: the caseload as it stood at `asOf`. */
export type AgendaView = {
  clients: CaseloadClient[];
  reviews: HeldReview[];
  lastReviewAt: Instant | null;
  terms: AgendaTerms;
  policy: Policy;
  asOf: Instant;
};
