import { type Instant, parseLocalDate } from '../../engine/calendar/index.ts';
import { clockSkewMs } from '../../pathway/clock-skew.ts';
import type { Door } from './door.ts';
import type { ProblemCode } from './problem.ts';

const dayMs = 86_400_000;

/** From which date on: a fixed one, so many years before now, or the record's own beginning, which its feature knows. */
type From = { on: string } | { yearsBack: number } | 'record';
/** Up to when: now or the agency's today, or a fixed date. */
type Until = 'now' | { on: string };
export type Kind = {
  from: From;
  until: Until;
  says: string;
  /** With what it is refused that lies ahead of now, and what lies in a year that is not meant. */
  ahead?: ProblemCode;
  years?: ProblemCode;
};

// What people can mean at all, not numbers of a policy: they find the year that was mistyped.
/** The first date on which anything of the pathway can lie. */
export const firstWithThePathway = '2000-01-01';
const withThePathway: From = { on: firstWithThePathway };
const inACareer: From = { on: '1950-01-01' };
const past = { until: 'now', says: 'Not ahead', ahead: 'occurred-in-future' } as const;
// The years that calendars are made for.
const future = { until: { on: '2099-12-31' }, says: 'Until 2099', years: 'beyond-calendar' } as const;

/**
 * The kinds of dates and instants that requests hold: each says from when until when a value can lie. What a record adds
 * (not before its referral, a deadline after today) its own feature asks.
 */
export const dateKinds = {
  /** Something of the record: not before its beginning, and not ahead but for a clock that is fast. */
  happened: { from: 'record', ...past },
  received: { from: withThePathway, ...past },
  done: { from: withThePathway, ...past },
  signed: { from: withThePathway, ...past },
  issued: { from: inACareer, ...past },
  hired: { from: inACareer, ...past },
  born: { from: { yearsBack: 120 }, until: 'now', says: 'Not ahead, and at most 120 years ago' },
  planned: { from: withThePathway, ...future },
  due: { from: withThePathway, ...future },
  looked: { from: withThePathway, ...future },
  expires: { ...future, from: inACareer },
  /** A month with something to count: it has begun. */
  counted: { from: withThePathway, until: 'now', says: 'Not ahead', years: 'beyond-calendar' },
} as const satisfies Record<string, Kind>;

export type DateKind = keyof typeof dateKinds;

/** With what values of a kind are refused, beside their form. */
export function refusalsOf(kind: DateKind): ProblemCode[] {
  const { ahead, years }: Kind = dateKinds[kind];
  return [ahead, years].filter((code) => code !== undefined);
}

/** What the OpenAPI document says of a kind; examples are put in when it is served. */
export function boundsOf(kind: DateKind): Record<string, unknown> {
  const { from, until }: Kind = dateKinds[kind];
  return {
    'x-kind': kind,
    'x-from': from === 'record' ? from : 'on' in from ? from.on : `-P${from.yearsBack}Y`,
    'x-until': until === 'now' ? until : until.on,
  };
}

/** What is wrong with a value, and the word of its kind for it. */
export type Wrong = { code: ProblemCode | undefined; detail: string } | null;

export function instantWrong(kind: Kind, instant: Instant, { now }: Door): Wrong {
  const { until } = kind;
  const first = firstDate(kind, now);
  if (first !== null && instant < Date.parse(first)) return tooEarly(kind, first);
  const last = until === 'now' ? now + clockSkewMs : Date.parse(until.on) + dayMs;
  return instant > last ? tooLate(kind) : null;
}

export function dateWrong(kind: Kind, date: string, door: Door): Wrong {
  // What is no date at all is said by its form.
  if (parseLocalDate(date) === undefined) return null;
  const { until } = kind;
  const { now } = door;
  const first = firstDate(kind, now);
  if (first !== null && date < first) return tooEarly(kind, first);
  if (until !== 'now') return date > until.on ? tooLate(kind) : null;
  // No place on earth is a whole day ahead of UTC, or behind it.
  if (date < utcDate(now - dayMs)) return null;
  if (date > utcDate(now + dayMs)) return tooLate(kind);
  door.asksForToday = true;
  return door.today !== null && date > door.today ? tooLate(kind) : null;
}

function tooEarly({ years }: Kind, first: string): Wrong {
  return { code: years, detail: liesTooEarly(first) };
}

export const liesTooEarly = (first: string) => `lies too early: not before ${first}`;

function tooLate({ until, ahead, years }: Kind): Wrong {
  if (until === 'now') return { code: ahead, detail: 'lies in the future' };
  return { code: years, detail: `lies too far ahead: not after ${until.on}` };
}

function firstDate({ from }: Kind, now: Instant): string | null {
  if (from === 'record') return null;
  return 'on' in from ? from.on : inYears(now, -from.yearsBack);
}
/** The UTC date so many years from an instant. */
function inYears(instant: Instant, years: number): string {
  const date = new Date(instant);
  date.setUTCFullYear(date.getUTCFullYear() + years);
  return date.toISOString().slice(0, 10);
}

function utcDate(instant: Instant): string {
  return new Date(instant).toISOString().slice(0, 10);
}
