import type { Sourced } from './profile.ts';

/** How much each ground for a coordinator adds to a suggestion, in points. */
export type SuggestionWeights = {
  /** Where all the languages asked for are spoken; part of it for part of them. */
  language: Sourced<number>;
  /** Where all the groups asked for are served; part of it for part of them. */
  population: Sourced<number>;
  /** With an empty caseload; in proportion to what is free. */
  room: Sourced<number>;
  /** With nothing by weight (acuity, recent crisis, travel); in proportion to what is left of a whole caseload. */
  mix: Sourced<number>;
  /** For who was this client's coordinator, in this enrollment or in an earlier one. */
  continuity: Sourced<{ here: number; earlier: number }>;
  /** In the client's area, or in one beside it. */
  distance: Sourced<{ same: number; beside: number }>;
};

/** What a staff policy says of finding a coordinator. */
export type AssignmentTerms = {
  weights: SuggestionWeights;
  /** When a business day begins, in minutes after 00:00 local: its end is the profile's. */
  businessDayBegins: Sourced<number>;
  /** How long before the due instant the system assigns, where an agency chose so and said nothing else. */
  systemAssignsMinutesBefore: Sourced<number>;
};
