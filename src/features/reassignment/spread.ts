import type { PlacementRefusal } from './refusals.ts';

/** A client who is to go to somebody else, with the share of a caseload that they take. */
export type Leaver = { enrollmentId: string; share: number };

/** Somebody clients may go to. */
export type Taker = {
  staffId: string;
  /** What their clients take of a whole caseload, in shares. */
  used: number;
  /** Up to how much they may take. */
  allowed: number;
  /** Why they take nobody at all; null: they do. */
  mayNot: PlacementRefusal | null;
};

export type Spread = {
  /** In the order of the leavers; `to` is null where nobody takes the client, and `why` says so. */
  items: { enrollmentId: string; to: string | null; why: PlacementRefusal | null }[];
  /** What each taker's clients take afterwards, by staff id. */
  after: Map<string, number>;
};

/**
 * Shares clients out among those who may take them: the heaviest first, each to whoever is then the least full in
 * proportion to what they may take. Nobody goes beyond that, and whoever is left fits nowhere any more. The same clients
 * and people, in whatever order, are spread in the same way.
 */
export function spread(leavers: readonly Leaver[], takers: readonly Taker[]): Spread {
  const after = new Map(takers.map(({ staffId, used }) => [staffId, used]));
  const able = takers.filter(({ mayNot }) => mayNot === null);
  const why = able.length > 0 ? 'caseload-full' : (firstReason(takers) ?? 'caseload-full');
  const placed = new Map<string, string>();
  for (const { enrollmentId, share } of leavers.toSorted(heaviestFirst)) {
    const to = leastFull(able, after, share);
    if (to === null) continue;
    placed.set(enrollmentId, to);
    after.set(to, (after.get(to) ?? 0) + share);
  }
  const items = leavers.map(({ enrollmentId }) => {
    const to = placed.get(enrollmentId) ?? null;
    return { enrollmentId, to, why: to === null ? why : null };
  });
  return { items, after };
}

function heaviestFirst(a: Leaver, b: Leaver): number {
  return b.share - a.share || byName(a.enrollmentId, b.enrollmentId);
}

/** Who would be least full with so much more; null where it fits nobody. */
function leastFull(able: readonly Taker[], after: ReadonlyMap<string, number>, share: number): string | null {
  const fitting = able
    .map(({ staffId, allowed }) => ({ staffId, allowed, used: (after.get(staffId) ?? 0) + share }))
    .filter(({ used, allowed }) => used <= allowed)
    .toSorted((a, b) => a.used / a.allowed - b.used / b.allowed || byName(a.staffId, b.staffId));
  return fitting[0]?.staffId ?? null;
}

/** Of people who all take nobody, the reason of the first by id. */
function firstReason(takers: readonly Taker[]): PlacementRefusal | null {
  return takers.toSorted((a, b) => byName(a.staffId, b.staffId))[0]?.mayNot ?? null;
}

function byName(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** At most so many clients in one reassignment: its workflow's history stays below some 1,300 events. */
export const mostMoved = 200;
