import type { Instant } from '../engine/calendar/index.ts';

/** A client's clock may run ahead of ours by this much; such a time is read as now. Not a number of the policy. */
export const clockSkewMs = 60_000;

/** When something is taken to have happened that is said to have happened then. Still after `now`: too far ahead. */
export function withoutSkew(said: Instant, now: Instant): Instant {
  return said > now && said <= now + clockSkewMs ? now : said;
}
