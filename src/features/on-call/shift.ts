import type { Instant } from '../../engine/calendar/index.ts';

/** A stretch of time from `from` up to `until`, which is not part of it: whoever follows has that instant. */
export type Span = { from: Instant; until: Instant };

/** Somebody is on call (CR-1). Never rewritten: it is cut at most once. */
export type Shift = Span & {
  id: string;
  staffId: string;
  /** 1 is paged first, then 2, and so on. */
  rank: number;
  /** From when on it counts no more: withdrawn, changed or swapped; at or before its beginning, it never counted. */
  cutAt: Instant | null;
};

/** Until when it counts. */
export function countsUntil({ until, cutAt }: Pick<Shift, 'until' | 'cutAt'>): Instant {
  return Math.min(until, cutAt ?? Infinity);
}

/** How often it has been written: made, and cut or not. */
export function revisionOf({ cutAt }: Pick<Shift, 'cutAt'>): number {
  return cutAt === null ? 1 : 2;
}

/** Whether its person is on call at that instant. */
export function covers(shift: Shift, at: Instant): boolean {
  return shift.from <= at && at < countsUntil(shift);
}

/** Whether it counts at any time at all. */
export function counts(shift: Shift): boolean {
  return shift.from < countsUntil(shift);
}

/** Those on call at that instant, in the order in which they are paged. */
export function onShiftAt(shifts: readonly Shift[], at: Instant): Shift[] {
  return shifts.filter((shift) => covers(shift, at)).toSorted((a, b) => a.rank - b.rank);
}

/** When nobody at all is on call between two instants, soonest first; neither empty nor touching one another. */
export function gapsOf(shifts: readonly Shift[], from: Instant, until: Instant): Span[] {
  const gaps: Span[] = [];
  let covered = from;
  for (const shift of shifts.filter(counts).toSorted((a, b) => a.from - b.from)) {
    if (shift.from >= until) break;
    if (shift.from > covered) gaps.push({ from: covered, until: shift.from });
    covered = Math.max(covered, countsUntil(shift));
  }
  return covered < until ? [...gaps, { from: covered, until }] : gaps;
}

/** The parts of a shift in which its person is there: who is away covers nothing. */
export function presentIn(shift: Shift, away: readonly Span[]): Shift[] {
  return away.reduce<Shift[]>(
    (parts, { from, until }) =>
      parts.flatMap((part) =>
        [
          { ...part, cutAt: Math.min(countsUntil(part), from) },
          { ...part, from: Math.max(part.from, until) },
        ].filter(counts),
      ),
    [shift],
  );
}

/** Why the two cannot both stand: nobody is on call twice at once, and no two in the same rank. */
export function clashOf(one: Shift, other: Shift): 'on-call-already' | 'rank-taken' | null {
  if (!counts(one) || !counts(other)) return null;
  if (one.from >= countsUntil(other) || other.from >= countsUntil(one)) return null;
  if (one.staffId === other.staffId) return 'on-call-already';
  return one.rank === other.rank ? 'rank-taken' : null;
}

/** The shift as it still covers anything: of whoever has left, only what lies behind. */
export function stillCovering(shift: Shift & { active: boolean }, now: Instant): Shift {
  return shift.active ? shift : { ...shift, cutAt: Math.min(shift.cutAt ?? now, now) };
}
