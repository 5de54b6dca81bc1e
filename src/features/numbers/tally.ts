import { definitions, type Making, type NumberDefinition, type NumberId } from './definitions.ts';
import type { Fact, FactGroup, Measure, Outcome } from './facts.ts';
import type { Month } from './period.ts';

export const groupings = ['agency', 'coordinator', 'month', 'level'] as const;
export type Grouping = (typeof groupings)[number];

/** One number of a group, as a whole (`part` null) or of one part. */
export type Figure = {
  number: NumberId;
  part: string | null;
  /** Facts above the line; of a sum, what it comes to; of a percentile, how many it was taken from. */
  numerator: number;
  denominator: number | null;
  /** Percent, hours, clients, days; null where there is nothing to divide by or to take it from. */
  value: number | null;
  /** So many of those above the line were due before a referral that came late was entered; left out, none. */
  enteredLate?: number;
};

/** `key`: staff id, month or level; null: the agency, or clients without a coordinator. */
export type Group = { key: string | null; figures: Figure[] };

/** The numbers of all facts, by group in the order of their keys. `last`: the newest month that is looked at. */
export function tally(facts: readonly FactGroup[], by: Grouping, last: Month): Group[] {
  const groups: Map<string | null, readonly FactGroup[]> =
    by === 'agency' ? new Map([[null, facts]]) : grouped(facts, (fact) => keyOf(fact, by));
  return [...groups]
    .toSorted(([a], [b]) => compare(a, b))
    .map(([key, own]) => ({ key, figures: figuresOf(own, by === 'month' ? (key ?? last) : last) }));
}

function keyOf(fact: FactGroup, by: Exclude<Grouping, 'agency'>): string | null {
  if (by === 'coordinator') return fact.coordinatorId;
  return by === 'month' ? fact.month : fact.level;
}

/** The items by what they have in common, in the order in which each group first came. */
function grouped<Key, Item>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const known = groups.get(key);
    if (known) known.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

function compare(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? 1 : -1;
  return a < b ? -1 : 1;
}

function figuresOf(facts: readonly FactGroup[], last: Month): Figure[] {
  const byMeasure = grouped(facts, ({ measure }) => measure);
  const of = (measure: Measure) => byMeasure.get(measure) ?? [];
  return definitions.flatMap((definition) => numberOf(definition, of, last));
}

function numberOf(
  { id, making }: NumberDefinition,
  of: (measure: Measure) => FactGroup[],
  last: Month,
): Figure[] {
  const whole = countedIn(making, of, last);
  const above = grouped(whole.above, (fact) => partOf(fact, making));
  const below = grouped(whole.below, (fact) => partOf(fact, making));
  const ownWhole = making.as === 'share' && making.parts === 'each-of-its-own';
  const parts = [...new Set([...above.keys(), ...below.keys()])]
    .filter((part) => part !== null)
    .toSorted(compare)
    .map((part) => {
      const own = { above: above.get(part) ?? [], below: ownWhole ? (below.get(part) ?? []) : whole.below };
      return figureOf(id, part, making, own);
    });
  return [figureOf(id, null, making, whole), ...parts];
}

/** A fact, or a group of them. */
type FactLike = Pick<FactGroup, 'measure' | 'outcome' | 'month' | 'part' | 'cause' | 'level'>;

/** The facts above the line and below it; a number without a line has none below. */
function countedIn<One extends FactLike>(
  making: Making,
  of: (measure: Measure) => One[],
  last: Month,
): { above: One[]; below: One[] } {
  if (making.as === 'share') {
    const { among = {} } = making;
    return {
      above: withOutcome(of(making.of), making.that),
      below: withOutcome(of(among.of ?? making.of), among.that),
    };
  }
  const stock = making.as === 'sum' && making.stock;
  return { above: of(making.of).filter(({ month }) => !stock || month === last), below: [] };
}

function withOutcome<One extends FactLike>(facts: One[], that: readonly Outcome[] | undefined): One[] {
  return that === undefined
    ? facts
    : facts.filter(({ outcome }) => outcome !== null && that.includes(outcome));
}

/** Clients below the line have parts of another kind than the discharges above it: they are in none. */
function partOf(fact: FactLike, making: Making): string | null {
  if (making.as === 'percentile' || fact.measure !== making.of) return null;
  return making.split === 'level' ? fact.level : fact[making.split];
}

function figureOf(
  number: NumberId,
  part: string | null,
  making: Making,
  { above, below }: { above: FactGroup[]; below: FactGroup[] },
): Figure {
  switch (making.as) {
    case 'share': {
      const numerator = countOf(above);
      const distinct = making.among?.distinctClients === true;
      const denominator = distinct ? new Set(below.flatMap((one) => one.enrollmentIds)).size : countOf(below);
      const value = denominator === 0 ? null : rounded((100 * numerator) / denominator);
      return { number, part, numerator, denominator, value, ...lateOf(above) };
    }
    case 'sum': {
      const numerator = above.reduce((sum, { value, count }) => sum + value * count, 0);
      return { number, part, numerator, denominator: null, value: numerator };
    }
    case 'percentile': {
      const numerator = countOf(above);
      const found = atRank(above, Math.ceil(making.rank * numerator));
      const value = found === undefined ? null : rounded(found);
      return { number, part, numerator, denominator: null, value };
    }
  }
}

function countOf(groups: readonly FactGroup[]): number {
  return groups.reduce((sum, { count }) => sum + count, 0);
}

/** The value that stands at that place when all are put in their order, counted from one. */
function atRank(groups: readonly FactGroup[], rank: number): number | undefined {
  let passed = 0;
  return groups.toSorted((a, b) => a.value - b.value).find(({ count }) => (passed += count) >= rank)?.value;
}

function lateOf(above: readonly FactGroup[]): Pick<Figure, 'enteredLate'> {
  const enteredLate = countOf(above.filter((fact) => fact.enteredLate));
  return enteredLate === 0 ? {} : { enteredLate };
}

/** To a tenth: what is shown is what is compared. */
function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}

/**
 * The facts behind a number, in the order in which they came: those above its line, and those below it. `counted`: above;
 * `part`: of the number, if any.
 */
export function factsBehind(
  facts: readonly Fact[],
  { making }: NumberDefinition,
  last: Month,
): { fact: Fact; part: string | null; counted: boolean }[] {
  const of = (measure: Measure) => facts.filter((fact) => fact.measure === measure);
  const { above, below } = countedIn(making, of, last);
  const counted = new Set(above);
  const behind = new Set([...above, ...below]);
  return facts
    .filter((fact) => behind.has(fact))
    .map((fact) => ({ ...{ fact, part: partOf(fact, making) }, counted: counted.has(fact) }));
}
