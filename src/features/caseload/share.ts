import type { Profile } from '../../engine/policy/profile.ts';

/**
 * A whole caseload (ST-4), in shares: whole numbers, so that the database adds them up exactly and in any order.
 *
 * A client at a level with a cap of n takes a share of `floor(whole / n)`: n of them fit, n + 1 never do, and levels
 * mix in proportion. Rounding down gives away less than one share a client, while the smallest real excess is the
 * whole divided by the common multiple of the caps (60 for 20, 15 and 30): thousands of millions of shares.
 */
export const wholeCaseload = 1_000_000_000_000;

/** The share of one client where `cap` of them, a whole number from 1, are a whole caseload. */
export function shareOfCap(cap: number): number {
  return Math.floor(wholeCaseload / cap);
}

/** The share of a client at that level. One that the profile does not know weighs as the heaviest that it knows. */
export function shareAt(profile: Pick<Profile, 'levels'>, level: string): number {
  const known = profile.levels.find(({ id }) => id === level);
  return shareOfCap(known?.caseload.value ?? Math.min(...profile.levels.map((one) => one.caseload.value)));
}

/** How much of a whole caseload that is, in percent with one decimal. */
export function percentOf(share: number): number {
  return Math.round((share / wholeCaseload) * 1_000) / 10;
}
