import {
  type Calendar,
  CalendarRangeError,
  endOfLocalDay,
  type Instant,
  localDateOf,
} from '../../engine/calendar/index.ts';
import type { Profile } from '../../engine/policy/profile.ts';
import { shareAt } from './share.ts';

/** Why an act on an override is refused. */
export type OverrideRefusal = 'unknown-override' | 'override-over' | 'override-too-long';

/** A refusal, with the field of the request that it is about. */
export type OverrideRefused = {
  code: OverrideRefusal | 'unknown-staff' | 'unknown-level' | 'end-not-later' | 'beyond-calendar';
  field?: string;
};

/** A supervisor lets somebody take so many clients more, at that level, for a while (ST-4). */
export type Override = {
  id: string;
  level: string;
  clients: number;
  /** Of a whole caseload, on top of the limit. */
  share: number;
  from: Instant;
  /** It lets nobody be taken from then on: its end, or when it was ended before. */
  until: Instant;
};

/** Whether it lets clients be taken at that instant. */
export function isInForce({ from, until }: Pick<Override, 'from' | 'until'>, at: Instant): boolean {
  return from <= at && at < until;
}

/** By what an override is judged: the agency's levels and days, and how long one lasts at most. */
export type OverrideTerms = {
  profile: Pick<Profile, 'levels'>;
  calendar: Calendar;
  /** Null: the staff policy sets no such term. */
  longestDays: number | null;
};

/** Whether somebody may be given an override, and what of a whole caseload it lets them take on top (ST-4). */
export function decideOverride(
  { level, clients, from, until }: Pick<Override, 'level' | 'clients' | 'from' | 'until'>,
  { profile, calendar, longestDays }: OverrideTerms,
  { isCoordinator, now }: { isCoordinator: boolean; now: Instant },
): { ok: true; plan: { share: number } } | { ok: false; refusal: OverrideRefused } {
  const refuse = (code: OverrideRefused['code'], field?: string) => ({
    ok: false as const,
    refusal: { code, ...(field === undefined ? {} : { field }) },
  });
  if (!profile.levels.some(({ id }) => id === level)) return refuse('unknown-level', 'level');
  if (until <= from || until <= now) return refuse('end-not-later', 'until');
  const latest = longestDays === null ? Infinity : lastInstant(calendar, from, longestDays);
  if (latest === null) return refuse('beyond-calendar', 'from');
  if (until > latest) return refuse('override-too-long', 'until');
  if (!isCoordinator) return refuse('unknown-staff');
  return { ok: true, plan: { share: clients * shareAt(profile, level) } };
}

/** Whether an override can be ended by somebody; null: there is none. */
export function decideOverrideEnd(
  override: { until: Instant; ended: boolean } | null,
  now: Instant,
): { ok: true } | { ok: false; refusal: OverrideRefused } {
  if (!override) return { ok: false, refusal: { code: 'unknown-override' } };
  if (override.ended || override.until <= now) return { ok: false, refusal: { code: 'override-over' } };
  return { ok: true };
}

/** The last instant of the last day it may last; null: beyond the days that the agency's calendar knows. */
function lastInstant(calendar: Calendar, from: Instant, days: number): Instant | null {
  try {
    return endOfLocalDay(calendar, localDateOf(calendar, from) + days);
  } catch (error) {
    if (error instanceof CalendarRangeError) return null;
    throw error;
  }
}
