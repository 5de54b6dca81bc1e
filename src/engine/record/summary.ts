import type { Instant } from '../calendar/index.ts';

/** Where an enrollment stands: the first of these that is not yet done; or that it was never meant. Stored, and shown to users and ops. */
export const stages = [
  'intake',
  'triage',
  'assignment',
  'engagement',
  'planning',
  'team-formation',
  'active',
  'discharge',
  'ended',
  'entered-in-error',
] as const;
export type Stage = (typeof stages)[number];

/** One line about an enrollment: what lists, search attributes and boards show. */
export type EnrollmentSummary = {
  version: number;
  stage: Stage;
  level: string;
  emergency: boolean;
  coordinatorId: string | null;
  receivedAt: Instant;
  nextDue: Instant | null;
  overdueCount: number;
  profileHash: string;
  calendarHash: string;
  dischargedAt: Instant | null;
  endedAt: Instant | null;
  /** The referral was never meant, since then. */
  inErrorAt: Instant | null;
};
