import type { Instant } from '../../engine/calendar/index.ts';
import type { Actor } from '../../engine/record/events.ts';
import type { Agenda } from './agenda.ts';
import type { ReviewFormat } from '../../engine/policy/supervision-terms.ts';
import type { ReviewPoint } from './review-point.ts';

/** Something the review has looked at, and what came of it. Protected. */
export type ReviewItem = { enrollmentId: string | null; what: string; decided: string };

/** `late`: after `due`, the agency's time for signing. */
export type Signature = { by: Actor; at: Instant; due: Instant; late: boolean };

/** SU-1: a supervisor goes through a coordinator's cases with them. Protected. */
export type CaseReview = {
  /** The coordinator. */
  staffId: string;
  supervisorId: string;
  /** Local date. */
  plannedOn: string;
  format: ReviewFormat;
  /** As the system prepared it, and when; never touched again once the review was held. */
  agenda: Agenda | null;
  /** What the coordinator has brought along, in the words of the staff policy. */
  brought: { items: string[]; remarks: string | null; at: Instant } | null;
  held: { at: Instant; format: ReviewFormat; items: ReviewItem[] } | null;
  points: ReviewPoint[];
  signed: { supervisor: Signature | null; coordinator: Signature | null };
  /** In the order in which they were written. */
  addenda: { by: Actor; at: Instant; text: string }[];
};
