import type { Sourced } from './profile.ts';

/** How a case review is held (003, Case Review Structure). */
export const reviewFormats = ['in-person', 'phone', 'virtual'] as const;
export type ReviewFormat = (typeof reviewFormats)[number];

/** What an agency has settled about supervision beside how often there is some (SU-1, SU-2). Part of its staff policy. */
export type SupervisionTerms = {
  reviews: {
    formats: Sourced<ReviewFormat[]>;
    /** What whoever is reviewed brings: words for it. */
    prepare: Sourced<string[]>;
    /** Both signatures; a later one says for ever that it is late. */
    signedWithinBusinessDays: Sourced<number>;
  };
  agenda: AgendaTerms;
};

/** What the system puts on the agenda of a case review. Days are local ones. */
export type AgendaTerms = {
  /** Work that is due in at most so many days. */
  nearDays: Sourced<number>;
  /** How far back high-acuity events are looked for where there was no review yet (AC-5). */
  eventDays: Sourced<number>;
  /** Up to this score of the index acuity is low or moderate (CO-3). */
  moderateUpTo: Sourced<number>;
  /** Clients of low and moderate acuity with whom nobody has talked for at least so many days; the longest first. */
  quiet: Sourced<{ days: number; atMost: number }>;
  /** Obligations of these kinds keep a plan in force; they are named that many days before. */
  plans: Sourced<{ kinds: string[]; days: number }>;
  /** Authorizations that end in at most so many days. */
  authorizationDays: Sourced<number>;
  /** Clients whom no review has looked at for at least so many days; the longest first. */
  unreviewed: Sourced<{ days: number; atMost: number }>;
};
