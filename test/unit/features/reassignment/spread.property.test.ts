import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shareOfCap, wholeCaseload } from '../../../../src/features/caseload/share.ts';
import { type Leaver, spread, type Taker } from '../../../../src/features/reassignment/spread.ts';

const share = fc.constantFrom(...[20, 15, 30].map(shareOfCap));
const leavers = fc
  .array(share, { maxLength: 60 })
  .map((shares): Leaver[] => shares.map((one, n) => ({ enrollmentId: `e${n}`, share: one })));
const takers = fc
  .array(
    fc.record({
      used: fc.integer({ min: 0, max: 1_200 }),
      allowed: fc.integer({ min: 0, max: 1_500 }),
      mayNot: fc.option(fc.constant('staff-file-incomplete' as const), { freq: 4 }),
    }),
    { maxLength: 8 },
  )
  .map((people): Taker[] =>
    people.map(({ used, allowed, mayNot }, n) => ({
      ...{ staffId: `s${n}`, mayNot },
      ...{ used: (used * wholeCaseload) / 1_000, allowed: (allowed * wholeCaseload) / 1_000 },
    })),
  );

describe('[ST-4] clients who are spread over others', () => {
  it('[ST-4] go to nobody beyond what they may take, nor to anybody who may take none', () => {
    fc.assert(
      fc.property(leavers, takers, (clients, people) => {
        const { items, after } = spread(clients, people);
        expect(items.map(({ enrollmentId }) => enrollmentId)).toEqual(
          clients.map(({ enrollmentId }) => enrollmentId),
        );
        for (const { staffId, used, allowed, mayNot } of people) {
          const theirs = items.filter(({ to }) => to === staffId);
          const added = theirs.reduce((sum, item) => sum + shareIn(clients, item.enrollmentId), 0);
          expect(after.get(staffId)).toBe(used + added);
          if (added > 0) expect([mayNot, used + added <= allowed]).toEqual([null, true]);
        }
      }),
    );
  });

  it('are left only where they fit nobody any more, and it is said why', () => {
    fc.assert(
      fc.property(leavers, takers, (clients, people) => {
        const { items, after } = spread(clients, people);
        for (const { enrollmentId, to, why } of items) {
          expect(why === null).toBe(to !== null);
          if (to !== null) continue;
          const adds = shareIn(clients, enrollmentId);
          for (const { staffId, allowed, mayNot } of people)
            if (mayNot === null) expect((after.get(staffId) ?? 0) + adds).toBeGreaterThan(allowed);
        }
      }),
    );
  });

  it('go the same ways in whatever order they and the people are listed', () => {
    const shuffled = fc
      .tuple(leavers, takers)
      .chain(([clients, people]) =>
        fc.tuple(
          fc.constant({ clients, people }),
          fc.shuffledSubarray(clients, { minLength: clients.length }),
          fc.shuffledSubarray(people, { minLength: people.length }),
        ),
      );
    const ways = (clients: Leaver[], people: Taker[]) =>
      new Map(spread(clients, people).items.map(({ enrollmentId, to, why }) => [enrollmentId, [to, why]]));
    fc.assert(
      fc.property(shuffled, ([{ clients, people }, otherClients, otherPeople]) => {
        expect(ways(otherClients, otherPeople)).toEqual(ways(clients, people));
      }),
    );
  });

  it('leave everybody about as full, in proportion to what they may take', () => {
    const twenty = shareOfCap(20);
    const clients = Array.from({ length: 20 }, (_, n) => ({ enrollmentId: `e${n}`, share: twenty }));
    const person = (staffId: string, used: number, allowed: number): Taker => ({
      ...{ staffId, used: used * twenty, allowed: allowed * twenty, mayNot: null },
    });
    const people = [person('half', 2, 10), person('whole', 6, 20), person('idle', 0, 20)];
    const { items } = spread(clients, people);
    const takes = (id: string) => items.filter(({ to }) => to === id).length;
    // 28 clients for 50 places: 5 or 6 of ten, 11 or 12 of twenty.
    expect(takes('half') + 2).toBeGreaterThanOrEqual(5);
    expect(takes('half') + 2).toBeLessThanOrEqual(6);
    for (const full of [takes('whole') + 6, takes('idle')]) {
      expect(full).toBeGreaterThanOrEqual(11);
      expect(full).toBeLessThanOrEqual(12);
    }
  });
});

function shareIn(clients: readonly Leaver[], enrollmentId: string): number {
  return clients.find((one) => one.enrollmentId === enrollmentId)?.share ?? 0;
}
