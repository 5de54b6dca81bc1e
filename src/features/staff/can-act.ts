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

/**
 * The one question of rota, cover and emergencies: why this person cannot act in that time; null: they can. The staff file
 * has to last from `from` on up to `fileUntil`.
 */
export function cannotAct(
  person: Acting,
  { from, until, fileUntil = until }: { from: Instant; until: Instant; fileUntil?: Instant },
): CannotAct | null {
  const { works, mayTakeUntil, hasAccess, away } = person;
  if (!works) return 'gone';
  if (mayTakeUntil === null || mayTakeUntil < fileUntil) return 'file';
  if (away.some((span) => Math.max(span.from, from) < Math.min(span.until, until))) return 'away';
  return hasAccess ? null : 'no-access';
}

/** With what is refused to choose somebody who cannot act, whatever for. */
export const cannotActCodes = {
  gone: 'unknown-staff',
  file: 'chosen-without-file',
  away: 'chosen-away',
  'no-access': 'chosen-without-access',
} as const satisfies Record<CannotAct, string>;
export type CannotActCode = (typeof cannotActCodes)[CannotAct];
