import type { Instant } from '../../engine/calendar/index.ts';
import { isInForce, type Override } from './override.ts';

/** How full somebody is, in shares of a whole caseload. */
export type Load = {
  /** What their lasting clients take. */
  used: number;
  /** Up to how much they may take without an override. */
  limit: number;
  overrides: readonly Override[];
};

/** What they may take at that instant, with the overrides in force. */
export function allowedAt({ limit, overrides }: Load, at: Instant): number {
  return overrides.filter((one) => isInForce(one, at)).reduce((sum, { share }) => sum + share, limit);
}

/** How many more clients of that share they may take at that instant. */
export function roomFor(load: Load, share: number, at: Instant): number {
  return Math.max(0, Math.floor((allowedAt(load, at) - load.used) / share));
}
