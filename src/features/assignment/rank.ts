import type { AssignmentNeed } from './need.ts';
import type { CannotAct } from '../staff/can-act.ts';
import type { SuggestionWeights } from '../../engine/policy/assignment-terms.ts';

/** What keeps somebody from being suggested. */
export type Obstacle = 'is-coordinator' | CannotAct | 'full';

/** Somebody who carries clients, as far as suggestions go. */
export type Candidate = {
  staffId: string;
  /** What keeps them from acting just now, the staff file among it (ST-1, ST-2). */
  cannot: readonly CannotAct[];
  /** Has this client for good already. */
  isCoordinator: boolean;
  /** So many more clients of this level may be taken, overrides among it (ST-4). */
  room: number;
  /** Of a whole caseload, 0 to 1. */
  free: number;
  /** What the clients weigh, as part of a whole caseload; above 1 where they weigh more. */
  weighted: number;
  languages: readonly string[];
  populations: readonly string[];
  area: string | null;
  /** Whether they were this client's coordinator before. */
  former: 'here' | 'earlier' | null;
};

const nothing = <T>(value: T) => ({ value, source: 'No staff policy says so', basis: 'agency' as const });

/** Of an agency whose staff policy says nothing of it: nothing speaks for one more than for another. */
export const noWeights: SuggestionWeights = {
  ...{ language: nothing(0), population: nothing(0), room: nothing(0), mix: nothing(0) },
  ...{ continuity: nothing({ here: 0, earlier: 0 }), distance: nothing({ same: 0, beside: 0 }) },
};

export const aspects = ['language', 'population', 'continuity', 'room', 'mix', 'distance'] as const;
export type Aspect = (typeof aspects)[number];

/** How well somebody fits in each respect, from 0 to 1; null where nothing is asked or known of it. */
export type Fit = Record<Aspect, number | null>;

export type Suggestion<C extends Candidate = Candidate> = {
  candidate: C;
  /** 1 for the best. */
  rank: number;
  points: number;
  fit: Fit;
  /** What each respect adds. */
  adds: Record<Aspect, number>;
};

export type Ranking<C extends Candidate = Candidate> = {
  suggested: Suggestion<C>[];
  others: { candidate: C; obstacles: Obstacle[] }[];
};

/** What is asked for, with the areas beside the client's own. */
export type Asked = AssignmentNeed & { beside: readonly string[] };

/**
 * Who could be this client's coordinator, the best first, and who could not, with what is in the way. Who has no room or
 * cannot act is never suggested, whatever speaks for them. The order is total: by points, then respect by respect, then by
 * id; who is as good as another in each respect and better in one is never below.
 */
export function rank<C extends Candidate>(
  candidates: readonly C[],
  asked: Asked,
  weights: SuggestionWeights,
): Ranking<C> {
  const judged = candidates.map((candidate) => ({ candidate, obstacles: obstaclesOf(candidate) }));
  const suggested = judged
    .filter(({ obstacles }) => obstacles.length === 0)
    .map(({ candidate }) => weigh(candidate, asked, weights))
    .toSorted(compare)
    .map((one, i) => ({ ...one, rank: i + 1 }));
  const others = judged
    .filter(({ obstacles }) => obstacles.length > 0)
    .toSorted((a, b) => order(a.candidate.staffId, b.candidate.staffId));
  return { suggested, others };
}

function obstaclesOf({ cannot, isCoordinator, room }: Candidate): Obstacle[] {
  return [
    ...(isCoordinator ? (['is-coordinator'] as const) : []),
    ...cannot,
    ...(room >= 1 ? [] : (['full'] as const)),
  ];
}

function weigh<C extends Candidate>(
  candidate: C,
  asked: Asked,
  weights: SuggestionWeights,
): Omit<Suggestion<C>, 'rank'> {
  const fit: Fit = {
    language: part(asked.languages, candidate.languages),
    population: part(asked.populations, candidate.populations),
    continuity: continuityOf(candidate, weights),
    room: within(candidate.free),
    mix: within(1 - candidate.weighted),
    distance: distanceOf(candidate, asked, weights),
  };
  const { here, earlier } = weights.continuity.value;
  const { same, beside } = weights.distance.value;
  const most: Record<Aspect, number> = {
    ...{ language: weights.language.value, population: weights.population.value },
    ...{ room: weights.room.value, mix: weights.mix.value },
    ...{ continuity: Math.max(here, earlier), distance: Math.max(same, beside) },
  };
  const adds = Object.fromEntries(
    aspects.map((aspect) => [aspect, (fit[aspect] ?? 0) * most[aspect]]),
  ) as Record<Aspect, number>;
  return { candidate, fit, adds, points: aspects.reduce((sum, aspect) => sum + adds[aspect], 0) };
}

/** How much of what is asked for is there; null where nothing is asked for. */
function part(asked: readonly string[], there: readonly string[]): number | null {
  if (asked.length === 0) return null;
  return asked.filter((one) => there.includes(one)).length / asked.length;
}

function continuityOf({ former }: Candidate, { continuity }: SuggestionWeights): number | null {
  const { here, earlier } = continuity.value;
  return former === null ? null : ofMost(former === 'here' ? here : earlier, here, earlier);
}

function distanceOf({ area }: Candidate, asked: Asked, { distance }: SuggestionWeights): number | null {
  if (asked.area === null || area === null) return null;
  const { same, beside } = distance.value;
  if (area === asked.area) return ofMost(same, same, beside);
  return asked.beside.includes(area) ? ofMost(beside, same, beside) : 0;
}

/** Where an agency gives no points for a respect, to be in it is still better than not to be: ties are broken by it. */
function ofMost(points: number, ...all: number[]): number {
  const most = Math.max(...all);
  return most === 0 ? 1 : points / most;
}

function within(part: number): number {
  return Math.min(1, Math.max(0, part));
}

type Weighed = Omit<Suggestion, 'rank'>;

function compare(a: Weighed, b: Weighed): number {
  if (a.points !== b.points) return b.points - a.points;
  for (const aspect of aspects) {
    const difference = (b.fit[aspect] ?? 0) - (a.fit[aspect] ?? 0);
    if (difference !== 0) return difference;
  }
  // What lies beyond a whole caseload makes no points, and makes a difference all the same.
  return a.candidate.weighted - b.candidate.weighted || order(a.candidate.staffId, b.candidate.staffId);
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
