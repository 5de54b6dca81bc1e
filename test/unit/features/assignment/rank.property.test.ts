import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Asked, type Candidate, rank } from '../../../../src/features/assignment/rank.ts';
import type { CannotAct } from '../../../../src/features/staff/can-act.ts';
import type { SuggestionWeights } from '../../../../src/engine/policy/assignment-terms.ts';
import { assignmentTerms } from '../../../../src/features/assignment/rules.ts';

const part = fc.integer({ min: 0, max: 40 }).map((n) => n / 20);
const some = (all: string[]) => fc.subarray(all);
const areas = ['north', 'south', 'west', 'far'];

const candidate: fc.Arbitrary<Candidate> = fc.record({
  staffId: fc.uuid(),
  cannot: fc.subarray<CannotAct>(['gone', 'file', 'away', 'no-access']),
  isCoordinator: fc.boolean(),
  room: fc.integer({ min: 0, max: 3 }),
  free: part.map((n) => Math.min(1, n)),
  weighted: part,
  languages: some(['en', 'es', 'hmn']),
  populations: some(['veterans', 'youth', 'parents']),
  area: fc.option(fc.constantFrom(...areas)),
  former: fc.constantFrom('here' as const, 'earlier' as const, null),
});
const crew = fc.uniqueArray(candidate, { selector: ({ staffId }) => staffId, maxLength: 12 });
const asked: fc.Arbitrary<Asked> = fc.record({
  languages: some(['en', 'es', 'hmn']),
  populations: some(['veterans', 'youth', 'parents']),
  area: fc.option(fc.constantFrom(...areas)),
  beside: some(areas),
});
const points = fc
  .integer({ min: 0, max: 50 })
  .map((value) => ({ value, source: 's', basis: 'agency' as const }));
const pair = <A extends string, B extends string>(a: A, b: B) =>
  fc.tuple(points, points).map(([x, y]) => ({
    ...{ source: 's', basis: 'agency' as const },
    value: { [a]: Math.max(x.value, y.value), [b]: Math.min(x.value, y.value) } as Record<A | B, number>,
  }));
const weights: fc.Arbitrary<SuggestionWeights> = fc.oneof(
  fc.constant(assignmentTerms.weights),
  fc.record({
    ...{ language: points, population: points, room: points, mix: points },
    ...{ continuity: pair('here', 'earlier'), distance: pair('same', 'beside') },
  }),
);

const ids = (candidates: { candidate: Candidate }[]) =>
  candidates.map(({ candidate: { staffId } }) => staffId);

describe('suggestions', () => {
  it('never name somebody without room or file, who has left, or who is the coordinator', () => {
    fc.assert(
      fc.property(crew, asked, weights, (people, need, weight) => {
        const { suggested, others } = rank(people, need, weight);
        for (const { candidate: one } of suggested) {
          expect(one.room).toBeGreaterThanOrEqual(1);
          expect(one).toMatchObject({ cannot: [], isCoordinator: false });
        }
        for (const { obstacles } of others) expect(obstacles).not.toHaveLength(0);
        expect([...ids(suggested), ...ids(others)].toSorted()).toEqual(
          people.map(({ staffId }) => staffId).toSorted(),
        );
        expect(suggested.map((one) => one.rank)).toEqual(suggested.map((_, i) => i + 1));
      }),
    );
  });

  it('stand in one order, in whichever order the people come', () => {
    fc.assert(
      fc.property(
        crew.chain((people) =>
          fc.tuple(fc.constant(people), fc.shuffledSubarray(people, { minLength: people.length })),
        ),
        asked,
        weights,
        ([people, shuffled], need, weight) => {
          expect(rank(shuffled, need, weight)).toEqual(rank(people, need, weight));
        },
      ),
    );
  });

  it('never put somebody who is better in one respect, and as good in all others, below', () => {
    const better: [string, (one: Candidate, need: Asked) => Candidate][] = [
      ['language', (one, need) => ({ ...one, languages: [...need.languages] })],
      ['population', (one, need) => ({ ...one, populations: [...need.populations] })],
      ['continuity', (one) => ({ ...one, former: 'here' })],
      ['room', (one) => ({ ...one, free: 1, room: one.room + 1 })],
      ['mix', (one) => ({ ...one, weighted: one.weighted / 2 })],
      ['distance', (one, need) => ({ ...one, area: need.area ?? one.area })],
    ];
    const able = candidate.map((one) => ({
      ...{ ...one, cannot: [], isCoordinator: false, room: one.room + 1 },
    }));
    for (const [respect, improve] of better)
      fc.assert(
        fc.property(able, fc.uuid(), asked, weights, (worse, staffId, need, weight) => {
          const improved = { ...improve(worse, need), staffId };
          fc.pre(staffId !== worse.staffId);
          const { suggested } = rank([worse, improved], need, weight);
          const [first, second] = suggested;
          // As good: whoever comes first by id may stand first.
          const same =
            first?.points === second?.points && JSON.stringify(first?.fit) === JSON.stringify(second?.fit);
          if (!same || improved.weighted !== worse.weighted)
            expect(first?.candidate.staffId, respect).toBe(staffId);
        }),
      );
  });

  it('weigh as the policy says: a language spoken outweighs an empty caseload', () => {
    const base: Candidate = {
      ...{ staffId: 'a', cannot: [], isCoordinator: false, room: 5, free: 0.25, weighted: 0.75 },
      ...{ languages: ['es'], populations: [], area: null, former: null },
    };
    const empty = { ...base, staffId: 'b', free: 1, weighted: 0.25, room: 20, languages: ['en'] };
    const need = { languages: ['es'], populations: [], area: null, beside: [] };
    const { suggested } = rank([empty, base], need, assignmentTerms.weights);
    expect(suggested.map((one) => [one.candidate.staffId, one.points])).toEqual([
      ['a', 30 + 15 * 0.25 + 15 * 0.25],
      ['b', 15 + 15 * 0.75],
    ]);
  });
});
