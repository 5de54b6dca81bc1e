import type { Instant } from '../../engine/calendar/index.ts';

/** What says whether somebody can act for clients. A span ends before its `until` (Infinity: open). */
export type Acting = {
  /** Works here, as a coordinator. */
  works: boolean;
  /** The first instant at which the staff file lets them take nobody any more; null: it is incomplete (ST-2). */
  mayTakeUntil: Instant | null;
  /** Can sign in. */
  hasAccess: boolean;
  away: readonly { from: Instant; until: Instant }[];
};

export type CannotAct = 'gone' | 'file' | 'away' | 'no-access';

/** What it is that somebody is to do, as far as it asks for more than being there. */
export type Span = {
  from: Instant;
  until: Instant;
  /** How long the staff file has to last; left out, until the end. */
  fileUntil?: Instant;
};

/** All that keeps this person from acting in that time, what is hardest to mend first. */
export function obstaclesTo(
  { works, mayTakeUntil, hasAccess, away }: Acting,
  { from, until, fileUntil = until }: Span,
): CannotAct[] {
  const isAway = away.some((span) => Math.max(span.from, from) < Math.min(span.until, until));
  return [
    ...(works ? [] : (['gone'] as const)),
    ...(mayTakeUntil !== null && mayTakeUntil >= fileUntil ? [] : (['file'] as const)),
    ...(isAway ? (['away'] as const) : []),
    ...(hasAccess ? [] : (['no-access'] as const)),
  ];
}

/**
 * The one question of whoever is named to do something (rota, cover, clients, supervision): why they cannot act in that time;
 * null: they can.
 */
export function cannotAct(person: Acting, span: Span): CannotAct | null {
  return obstaclesTo(person, span)[0] ?? null;
}

/** That question of this moment. */
export const atOnce = (at: Instant): Span => ({ from: at, until: at + 1 });

/** With what is refused to name somebody who cannot act, whatever for: by the words with which the database refuses them clients. */
export const cannotActCodes = {
  gone: 'unknown-staff',
  file: 'staff-file-incomplete',
  away: 'coordinator-absent',
  'no-access': 'without-access',
} as const satisfies Record<CannotAct, string>;
export type CannotActCode = (typeof cannotActCodes)[CannotAct];

export const cannotActWords: Record<CannotAct, string> = {
  gone: 'Nobody of that id works here in a role that does this.',
  file: 'Their staff file does not let them take clients.',
  away: 'They are away.',
  'no-access': 'They cannot sign in.',
};
