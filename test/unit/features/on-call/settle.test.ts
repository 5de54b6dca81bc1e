import { describe, expect, it } from 'vitest';
import { decideSettle, type Rota, type Swap } from '../../../../src/features/on-call/decide.ts';

const person = (staffId: string) => ({
  ...{ staffId, works: true, hasAccess: true, away: [] },
  mayTakeUntil: Infinity,
});
const rota: Rota = {
  now: 100,
  people: [person('theo'), person('ada')],
  shifts: [{ id: 'night', staffId: 'theo', rank: 1, from: 200, until: 300, cutAt: null }],
};
const swap: Swap = { given: 'night', inReturn: null, asker: 'theo', askedOf: 'ada', state: 'asked' };
const settle = (by: string, state: Exclude<Swap['state'], 'asked'>, of: Swap | null = swap, at = rota) =>
  decideSettle(at, of, { by, state }, ['new', 'back']);

describe('[CR-1] a swap that was asked for', () => {
  it('changes hands with the answer of whoever was asked', () => {
    expect(settle('ada', 'accepted')).toMatchObject({
      ok: true,
      made: [{ id: 'new', staffId: 'ada', from: 200, until: 300, replaces: 'night' }],
      cut: [{ id: 'night', at: 100 }],
    });
  });

  it('changes nothing where it is declined, or withdrawn by whoever asked', () => {
    const nothing = { ok: true, made: [], cut: [] };
    expect(settle('ada', 'declined')).toEqual(nothing);
    expect(settle('theo', 'withdrawn')).toEqual(nothing);
  });

  it.each([
    ['unknown-swap', 'ada', 'accepted', null],
    ['not-your-swap', 'theo', 'accepted', swap],
    ['not-your-swap', 'ada', 'withdrawn', swap],
    ['swap-settled', 'ada', 'accepted', { ...swap, state: 'declined' }],
    ['swap-settled', 'theo', 'withdrawn', { ...swap, state: 'accepted' }],
  ] as const)('%s', (code, by, state, of) => {
    expect(settle(by, state, of)).toEqual({ ok: false, code });
  });

  it('lapses with the shift: that it is declined can be said all the same', () => {
    const later = { ...rota, now: 250 };
    expect(settle('ada', 'accepted', swap, later)).toMatchObject({ ok: false, code: 'shift-begun' });
    expect(settle('ada', 'declined', swap, later)).toMatchObject({ ok: true });
  });
});
