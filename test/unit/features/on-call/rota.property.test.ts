import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  after,
  decideAsk,
  decideChange,
  decideMake,
  decideSwap,
  decideWithdraw,
  type Rota,
} from '../../../../src/features/on-call/decide.ts';
import {
  clashOf,
  countsUntil,
  covers,
  revisionOf,
  gapsOf,
  presentIn,
  onShiftAt,
  type Shift,
} from '../../../../src/features/on-call/shift.ts';

// Small numbers, so that edges meet often.
const time = fc.integer({ min: 0, max: 60 });
const person = fc.constantFrom('ada', 'ben', 'cleo', 'dora');
const wanted = fc
  .record({
    staffId: person,
    rank: fc.integer({ min: 1, max: 3 }),
    from: time,
    length: fc.integer({ min: 1, max: 12 }),
  })
  .map(({ staffId, rank, from, length }) => ({ staffId, rank, from, until: from + length }));

const people = ['ada', 'ben', 'cleo', 'dora'].map((staffId) => ({
  ...{ staffId, works: true, hasAccess: true, away: [], mayTakeUntil: staffId === 'dora' ? 40 : 1_000 },
}));

/** Whatever of these can be put on the rota one after the other. */
function made(list: readonly { staffId: string; rank: number; from: number; until: number }[]): Shift[] {
  let shifts: Shift[] = [];
  for (const [n, one] of list.entries()) {
    const decided = decideMake({ shifts, people, now: 0 }, [{ id: `s${n}`, ...one }]);
    if (decided.ok) shifts = after(shifts, decided);
  }
  return shifts;
}
const rota = fc.array(wanted, { maxLength: 25 }).map(made);
const instants = Array.from({ length: 80 }, (_, n) => n);
const covered = (shifts: readonly Shift[], at: number) => shifts.some((shift) => covers(shift, at));

/** What holds of every rota, whatever was done to it. */
function expectSound(shifts: readonly Shift[]): void {
  for (const at of instants) {
    const there = onShiftAt(shifts, at);
    expect(new Set(there.map(({ staffId }) => staffId)).size).toBe(there.length);
    expect(new Set(there.map(({ rank }) => rank)).size).toBe(there.length);
    expect(there.map(({ rank }) => rank)).toEqual(there.map(({ rank }) => rank).toSorted((a, b) => a - b));
  }
  for (const shift of shifts)
    if (shift.staffId === 'dora')
      expect(countsUntil(shift) <= 40 || shift.from >= countsUntil(shift)).toBe(true);
}

describe('gaps of a rota', () => {
  it('[CR-1] are exactly the instants at which nobody is on call', () => {
    fc.assert(
      fc.property(rota, time, time, (shifts, a, b) => {
        const [from, until] = [Math.min(a, b), Math.max(a, b)];
        const gaps = gapsOf(shifts, from, until);
        for (const at of instants.filter((one) => one >= from && one < until))
          expect(gaps.some((gap) => gap.from <= at && at < gap.until)).toBe(!covered(shifts, at));
        for (const [n, gap] of gaps.entries()) {
          expect(gap.until).toBeGreaterThan(gap.from);
          // Neither touching nor out of order.
          expect(gap.from).toBeGreaterThan(gaps[n - 1]?.until ?? -1);
        }
      }),
    );
  });

  it('[CR-1] do not depend on the order in which shifts were entered', () => {
    fc.assert(
      fc.property(rota, (shifts) => {
        expect(gapsOf(shifts.toReversed(), 0, 80)).toEqual(gapsOf(shifts, 0, 80));
      }),
    );
  });

  it('[CR-1] a hand-over has neither a gap nor two at once: its instant is whose shift begins', () => {
    const shifts = made([
      { staffId: 'ada', rank: 1, from: 0, until: 10 },
      { staffId: 'ben', rank: 1, from: 10, until: 20 },
    ]);
    expect(shifts).toHaveLength(2);
    expect([9, 10].map((at) => onShiftAt(shifts, at).map(({ staffId }) => staffId))).toEqual([
      ['ada'],
      ['ben'],
    ]);
    expect(gapsOf(shifts, 0, 20)).toEqual([]);
    expect(gapsOf(shifts, 0, 21)).toEqual([{ from: 20, until: 21 }]);
  });
});

describe('shifts', () => {
  it('[CR-1] of one person, or of one rank, never overlap, whatever is asked for', () => {
    fc.assert(fc.property(rota, expectSound));
  });

  it('clash both ways or not at all', () => {
    fc.assert(
      fc.property(wanted, wanted, (a, b) => {
        const [one, other] = [a, b].map((shift, n) => ({ ...shift, id: String(n), cutAt: null }));
        if (one && other) expect(clashOf(one, other)).toBe(clashOf(other, one));
      }),
    );
  });

  const acts = fc.record({
    act: fc.constantFrom('withdraw', 'change'),
    pick: fc.nat(),
    now: time,
    to: wanted,
  });
  it('[CR-1] withdrawn or changed at any time: what lies behind stays who it was', () => {
    fc.assert(
      fc.property(rota, acts, (shifts, { act, pick, now, to }) => {
        const id = shifts[pick % Math.max(1, shifts.length)]?.id ?? 'none';
        const standing: Rota = { shifts, people, now };
        const decided =
          act === 'withdraw'
            ? decideWithdraw(standing, id)
            : decideChange(
                standing,
                { id, seen: 1 },
                { id: 'new', staffId: to.staffId, rank: to.rank, until: to.until },
              );
        if (!decided.ok) return;
        const later = after(shifts, decided);
        expectSound(later);
        for (const at of instants.filter((one) => one < now))
          expect(onShiftAt(later, at).map(({ staffId }) => staffId)).toEqual(
            onShiftAt(shifts, at).map(({ staffId }) => staffId),
          );
      }),
    );
  });

  it('[CR-1] under way and changed from a later time stay covered by who is there until then', () => {
    fc.assert(
      fc.property(rota, fc.nat(), time, time, person, (shifts, pick, now, from, staffId) => {
        const shift = shifts[pick % Math.max(1, shifts.length)];
        if (!shift || !covers(shift, now) || from < now || from >= countsUntil(shift)) return;
        const decided = decideChange(
          { shifts, people, now },
          { id: shift.id, seen: revisionOf(shift) },
          { id: 'new', staffId, from },
        );
        if (!decided.ok) return;
        const later = after(shifts, decided);
        expect(gapsOf(later, 0, 80)).toEqual(gapsOf(shifts, 0, 80));
        for (const at of instants.filter((one) => covers(shift, one)))
          expect(onShiftAt(later, at).find(({ rank }) => rank === shift.rank)?.staffId).toBe(
            at < from ? shift.staffId : staffId,
          );
      }),
      { numRuns: 400 },
    );
  });
});

describe('swaps', () => {
  const swaps = fc.record({ pick: fc.nat(), other: fc.nat(), to: person, returned: fc.boolean(), now: time });
  it('[CR-1] leave every instant as covered as it was, rank by rank, and no past changed', () => {
    let swapped = 0;
    fc.assert(
      fc.property(rota, swaps, (shifts, { pick, other, to, returned, now }) => {
        const given = shifts[pick % Math.max(1, shifts.length)]?.id ?? 'none';
        const theirs = shifts.filter(({ staffId }) => staffId === to);
        const inReturn = returned ? (theirs[other % Math.max(1, theirs.length)]?.id ?? null) : null;
        const standing: Rota = { shifts, people, now };
        const decided = decideSwap(standing, { given, to, inReturn }, ['n1', 'n2']);
        if (!decided.ok) return;
        swapped += 1;
        const later = after(shifts, decided);
        expectSound(later);
        for (const at of instants) {
          expect(onShiftAt(later, at).map(({ rank }) => rank)).toEqual(
            onShiftAt(shifts, at).map(({ rank }) => rank),
          );
          if (at <= now)
            expect(onShiftAt(later, at).map(({ staffId }) => staffId)).toEqual(
              onShiftAt(shifts, at).map(({ staffId }) => staffId),
            );
        }
        expect(gapsOf(later, 0, 80)).toEqual(gapsOf(shifts, 0, 80));
      }),
      { numRuns: 200 },
    );
    expect(swapped).toBeGreaterThan(20);
  });

  it('are asked for by whose shift it is, of somebody else, for a shift of theirs', () => {
    const shifts = made([
      { staffId: 'ada', rank: 1, from: 10, until: 20 },
      { staffId: 'ben', rank: 1, from: 20, until: 30 },
    ]);
    const ask = (by: string, to: string, inReturn: string | null = null, now = 0) => {
      const decided = decideAsk({ shifts, people, now }, by, { given: 's0', to, inReturn }, ['n1', 'n2']);
      return decided.ok ? 'asked' : decided.code;
    };
    expect(ask('ada', 'ben', 's1')).toBe('asked');
    expect(ask('ada', 'cleo')).toBe('asked');
    expect(ask('ben', 'cleo')).toBe('not-your-shift');
    expect(ask('ada', 'ada')).toBe('swap-with-oneself');
    expect(ask('ada', 'cleo', 's1')).toBe('unknown-shift');
    expect(ask('ada', 'nobody')).toBe('unknown-staff');
    expect(ask('ada', 'ben', null, 9)).toBe('asked');
    expect(ask('ada', 'ben', null, 10)).toBe('shift-begun');
    expect(ask('ada', 'ben', null, 20)).toBe('shift-over');
  });
});

it('where people are away, the rota has gaps: at each instant somebody is there, or it is one', () => {
  const absence = fc.tuple(fc.nat(80), fc.nat(30)).map(([from, length]) => ({ from, until: from + length }));
  const shift = fc.tuple(fc.nat(70), fc.integer({ min: 1, max: 20 })).map(([from, length], n = 0): Shift => ({
    ...{ id: `${from}-${length}-${n}`, staffId: 'ada', rank: 1, from, until: from + length, cutAt: null },
  }));
  fc.assert(
    fc.property(fc.array(shift, { maxLength: 6 }), fc.array(absence, { maxLength: 4 }), (shifts, away) => {
      const there = shifts.flatMap((one) => presentIn(one, away));
      const gaps = gapsOf(there, 0, 80);
      for (let at = 0; at < 80; at += 1) {
        const within = (span: { from: number; until: number }) => span.from <= at && at < span.until;
        const present = shifts.some(within) && !away.some(within);
        expect(onShiftAt(there, at).length > 0).toBe(present);
        expect(gaps.some(within)).toBe(!present);
      }
    }),
  );
});
