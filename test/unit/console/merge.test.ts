import { describe, expect, it } from 'vitest';
import {
  differing,
  disputed,
  merged,
  mergedOver,
  onlySide,
  textsIn,
} from '../../../src/console/outbox/compare/merge.ts';

const mine = { type: 'contact', facts: 'Met.', nextSteps: 'Call.', quotes: ['Yes.'] };
const theirs = { type: 'contact', facts: 'Met at ten.', resolution: 'Agreed.', quotes: ['Yes.'] };

describe('what two have changed', () => {
  it('differs by its parts, those that one side lacks among them', () => {
    expect(differing(mine, theirs)).toEqual(['facts', 'nextSteps', 'resolution']);
    expect(['facts', 'nextSteps', 'resolution'].map((name) => onlySide(mine, theirs, name))).toEqual([
      ...[null, 'mine', 'theirs'],
    ]);
    expect(textsIn({ text: mine }, 'text')).toBe(mine);
    expect(textsIn(undefined, 'text')).toEqual({});
  });

  it('is put together as its author chose, and what was left out on the side that they chose is left out', () => {
    expect(merged(mine, theirs, { facts: 'theirs', nextSteps: 'mine', resolution: 'mine' })).toEqual({
      ...{ type: 'contact', facts: 'Met at ten.', nextSteps: 'Call.', quotes: ['Yes.'] },
    });
    expect(merged(mine, theirs, { facts: 'mine', nextSteps: 'theirs', resolution: 'theirs' })).toEqual({
      ...{ type: 'contact', facts: 'Met.', resolution: 'Agreed.', quotes: ['Yes.'] },
    });
  });
});

describe('what two have changed since it was begun', () => {
  const base = { needs: [{ id: 'n', text: 'A room.' }], goals: [{ id: 'g', text: 'A door.' }] };
  const needs = [{ id: 'n', text: 'A room of her own.' }];
  const goals = [{ id: 'g', text: 'A door to lock.' }];
  const plan = { nth: 0, path: '/plan', at: 'sections', words: 'plan.part' };

  it('is put together without asking where each has changed another part', () => {
    const onFile = { revision: 4, content: { version: 'full', sections: { ...base, goals } } };
    const body = { sections: { ...base, needs } };
    expect(mergedOver({ body }, { ...plan, base }, onFile)).toEqual({
      version: 4,
      body: { sections: { needs, goals } },
    });
    // Of which one part alone is sent, the others stay as they are.
    const some = { ...plan, some: true, base: { needs: base.needs } } as const;
    expect(mergedOver({ body: { sections: { needs } } }, some, onFile)).toEqual({
      version: 4,
      body: { sections: { needs } },
    });
    const roster = { nth: 0, path: '/roster', at: null, words: 'roster.part', base };
    expect(
      mergedOver({ body: { ...base, needs } }, roster, { revision: 2, content: { ...base, goals } }),
    ).toEqual({
      version: 2,
      body: { needs, goals },
    });
  });

  it('is its author’s to look at where both have changed the same, and that alone', () => {
    const theirs = { needs: [{ id: 'n', text: 'Two rooms.' }], goals };
    const onFile = { revision: 4, content: { sections: theirs } };
    expect(mergedOver({ body: { sections: { ...base, needs } } }, { ...plan, base }, onFile)).toBeNull();
    expect(disputed({ ...base, needs }, theirs, base)).toEqual(['needs']);
    // What nobody knows the beginning of is looked at as a whole.
    expect(disputed({ ...base, needs }, theirs, undefined)).toEqual(['needs', 'goals']);
    expect(mergedOver({ body: { sections: base } }, plan, onFile)).toBeNull();
    // Both have come to the same.
    expect(disputed({ ...base, needs }, { ...base, needs }, base)).toEqual([]);
  });
});
