import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decideMove,
  decideReassignment,
  type ClientToMove,
  type Present,
} from '../../../../src/features/reassignment/decide.ts';

const staff = ['theo', 'ada', 'gone', 'lead'] as const;
const clients = ['one', 'two', 'three', 'four'] as const;
const people = staff.map((staffId) => ({
  staffId,
  cannot: staffId === 'theo' || staffId === 'ada' ? null : ('gone' as const),
}));
const decide = (items: { enrollmentId: string; to: string }[], more: Partial<Present> = {}, from = 'theo') =>
  decideReassignment(
    { from, items },
    { people, theirs: new Set(['one', 'two', 'three']), moving: new Set(['three']), ...more },
  );

describe('clients of one coordinator go to others', () => {
  it('names each of the list that stands in the way, by the first reason', () => {
    const item = (enrollmentId: string, to = 'ada') => ({ enrollmentId, to });
    const refused = (code: string, items: number[]) => ({ ok: false, refusal: { code, items } });
    expect(decide([item('one'), item('two')])).toEqual({ ok: true, plan: null });
    expect(decide([item('one')], {}, 'nobody')).toEqual(refused('unknown-staff', []));
    expect(decide([item('one'), item('two', 'theo')])).toEqual(refused('already-there', [1]));
    expect(decide([item('one', 'gone'), item('two', 'lead')])).toEqual(refused('unknown-staff', [0, 1]));
    const away = [...people, { staffId: 'jonas', cannot: 'away' as const }];
    expect(decide([item('one'), item('two', 'jonas')], { people: away })).toEqual(
      refused('coordinator-absent', [1]),
    );
    expect(decide([item('one'), item('four')])).toEqual(refused('not-their-client', [1]));
    expect(decide([item('three'), item('one')])).toEqual(refused('being-moved', [0]));
  });

  it('whatever is asked: what is let through moves only their clients, once, to others who can take them', () => {
    const wanted = fc.uniqueArray(
      fc.record({ enrollmentId: fc.constantFrom(...clients), to: fc.constantFrom(...staff, 'stranger') }),
      { selector: ({ enrollmentId }) => enrollmentId, minLength: 1 },
    );
    fc.assert(
      fc.property(wanted, fc.subarray([...clients]), fc.subarray([...clients]), (items, theirs, moving) => {
        const decided = decide(items, { theirs: new Set(theirs), moving: new Set(moving) });
        const fits = items.map(
          ({ enrollmentId, to }) =>
            to === 'ada' && theirs.includes(enrollmentId) && !moving.includes(enrollmentId),
        );
        expect(decided.ok).toBe(fits.every(Boolean));
        if (!decided.ok) for (const place of decided.refusal.items) expect(fits[place]).toBe(false);
      }),
    );
  });
});

describe("a client's turn", () => {
  const client: ClientToMove = { version: 7, coordinatorId: 'theo', pendingSteps: 0, cannot: null };

  it('comes while they are with whom they are to go from; steps that wait come first', () => {
    expect(decideMove(client, 'theo')).toEqual({ send: 7 });
    expect(decideMove({ ...client, pendingSteps: 1 }, 'theo')).toBe('wait');
    expect(decideMove(null, 'theo')).toEqual({ refused: 'not-found' });
    expect(decideMove({ ...client, coordinatorId: 'ada' }, 'theo')).toEqual({ refused: 'not-their-client' });
    expect(decideMove({ ...client, cannot: 'gone' }, 'theo')).toEqual({ refused: 'unknown-staff' });
    expect(decideMove({ ...client, cannot: 'no-access' }, 'theo')).toEqual({ refused: 'without-access' });
  });
});
