import type { Instant } from '../../engine/calendar/index.ts';
import type { Actor } from '../../engine/record/events.ts';

/** Whom an open point is with. */
export const pointOwners = ['coordinator', 'supervisor'] as const;
export type PointOwner = (typeof pointOwners)[number];

/** What a review has left to be done. Named by its place, counted from 1. Protected. */
export type ReviewPoint = {
  what: string;
  who: PointOwner;
  /** Local date. */
  dueOn: string;
  /** The case it is about, where it is about one. */
  enrollmentId: string | null;
  closed: { by: Actor; at: Instant; outcome: string } | null;
};
