import type { Instant } from '../calendar/index.ts';

export const stages = [
  'awaiting-assignment',
  'engaging',
  'planning',
  'active',
  'discharged',
  'ended',
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
};
