import { formatLocalDate, type Instant, localDateOf } from '../../engine/calendar/index.ts';
import type { Policy } from '../../engine/policy/profile.ts';

/** Local days from one instant to the other. */
export function daysFrom({ calendar }: Policy, from: Instant, to: Instant): number {
  return localDateOf(calendar, to) - localDateOf(calendar, from);
}

/** `2037-03-02`, in the agency's zone. */
export function dayOf({ calendar }: Policy, at: Instant): string {
  return formatLocalDate(localDateOf(calendar, at));
}

export function countOf(days: number): string {
  return days === 1 ? '1 day' : `${days} days`;
}
