import { describe, expect, it } from 'vitest';
import { differing, merged, onlySide, textsIn } from '../../../src/console/outbox/compare/merge.ts';

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
