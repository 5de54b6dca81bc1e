import type { Instant } from '../calendar/index.ts';
import type { Actor } from '../record/events.ts';
import type { DocumentRefusal } from './refusals.ts';

/** A document as it stands: its newest revision, plain JSON. */
export type CurrentDocument<Content> = {
  /** 1, 2, 3…: one an act. */
  revision: number;
  state: string;
  content: Content;
  createdBy: Actor;
  createdAt: Instant;
  /** Oldest first, to acts that look back. */
  revisions?: readonly PastRevision<Content>[];
};

/** `strikesFrom`: from it on, all revisions before this one were struck out by it. */
export type PastRevision<Content> = {
  revision: number;
  state: string;
  content: Content;
  by: Actor;
  strikesFrom: number | null;
};

/** Who acts, and when. `at` is when it happened, never after `now`. */
export type ActContext = {
  by: Actor;
  at: Instant;
  now: Instant;
  /** Names a JSON value by its content; given, since the domain has no cryptography. */
  hashOf: (value: unknown) => string;
};

/**
 * What an act makes of a document: the whole new content. `reason` is kept with the revision, and so is from which revision on
 * it strikes out what stood there.
 */
export type Judged<Content, Code extends string = string> =
  | { ok: true; state: string; content: Content; reason?: string; strikesFrom?: number }
  | { ok: false; refusal: DocumentRefusal<Code> };

/**
 * A kind of document: what people may do to it and what comes of that. Pure, as the pathway is: the store reads the
 * newest revision, asks `decide`, and writes what it answers, under one lock. `Code`: with what it refuses; the table of
 * problems has an entry for each.
 */
export type DocumentKind<Content, Act extends { type: string }, Code extends string = string> = {
  /** Its name in the record: never changed. */
  kind: string;
  /** `current` is null while nobody has begun it; answers `noDocument` to acts that need one. */
  decide: (current: CurrentDocument<Content> | null, act: Act, context: ActContext) => Judged<Content, Code>;
  /** Whether an act is judged by the revisions before, too. */
  looksBack?: (act: { type: string }) => boolean;
  /** What of the content its hash names; all of it when left out. */
  hashed?: (content: Content) => unknown;
};
