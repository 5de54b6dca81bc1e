import { describe, expect, it } from 'vitest';
import { type Asked, type Candidate, rank } from '../../../../src/features/assignment/rank.ts';
import type { SuggestionWeights } from '../../../../src/engine/policy/assignment-terms.ts';
import type { Sourced } from '../../../../src/engine/policy/profile.ts';

function agency<T>(value: T): Sourced<T> {
  return { value, source: 's', basis: 'agency' };
}
const noWeights: SuggestionWeights = {
  ...{ language: agency(0), population: agency(0), room: agency(0), mix: agency(0) },
  ...{ continuity: agency({ here: 0, earlier: 0 }), distance: agency({ same: 0, beside: 0 }) },
};
// By id alone, `a` would stand before `b`.
const other: Candidate = {
  ...{ staffId: 'a', cannot: [], isCoordinator: false, room: 1, free: 0, weighted: 0 },
  ...{ languages: [], populations: [], area: null, former: null },
};
const need: Asked = { languages: [], populations: [], area: 'north', beside: ['west'] };

function order(better: Partial<Candidate>, worse: Partial<Candidate> = {}): string[] {
  const people = [
    { ...other, ...worse },
    { ...other, ...better, staffId: 'b' },
  ];
  return rank(people, need, noWeights).suggested.map(({ candidate }) => candidate.staffId);
}

describe('suggestions of an agency that gives no points', () => {
  it('put who was the coordinator before who never was', () => {
    expect(order({ former: 'here' })).toEqual(['b', 'a']);
    expect(order({ former: 'earlier' })).toEqual(['b', 'a']);
  });

  it('put who is in the area, or beside it, before who is far from it or nowhere known', () => {
    for (const area of ['north', 'west'])
      for (const elsewhere of ['far', null]) expect(order({ area }, { area: elsewhere })).toEqual(['b', 'a']);
  });

  it('go by id where nobody is better in any respect', () => {
    expect(order({})).toEqual(['a', 'b']);
    expect(order({ former: 'here' }, { former: 'here' })).toEqual(['a', 'b']);
  });
});
