import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Absence, overlap, proposedCover, refusalOf } from '../../../../src/features/absence/absence.ts';

const person = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const span = fc
  .tuple(fc.nat(20), fc.oneof(fc.nat(8), fc.constant(Infinity)))
  .map(([from, length]) => ({ from, until: from + length }));
const wanted = fc
  .tuple(person, person, span)
  .map(([staffId, coverId, when]): Omit<Absence, 'id'> => ({ staffId, coverId, ...when }));

/** Entered one after the other, as far as they are let in. */
function entered(all: readonly Omit<Absence, 'id'>[]): Absence[] {
  const taken: Absence[] = [];
  for (const [n, one] of all.entries())
    if (refusalOf(one, taken) === null) taken.push({ ...one, id: String(n) });
  return taken;
}

it('nobody is ever away twice at once, or covers while away, whatever is entered in whatever order', () => {
  fc.assert(
    fc.property(fc.array(wanted, { maxLength: 30 }), (all) => {
      const taken = entered(all);
      for (const [n, one] of taken.entries()) {
        expect(one.staffId).not.toBe(one.coverId);
        for (const other of taken.slice(n + 1).filter((later) => overlap(one, later))) {
          expect(other.staffId).not.toBe(one.staffId);
          expect(other.staffId).not.toBe(one.coverId);
          expect(other.coverId).not.toBe(one.staffId);
        }
      }
    }),
  );
});

it('whoever is proposed could cover; nobody is proposed only where everybody else is away', () => {
  const people = ['a', 'b', 'c', 'd', 'e'].map((staffId, used) => ({
    ...{ staffId, used, works: true, hasAccess: true, mayTakeUntil: Infinity },
  }));
  fc.assert(
    fc.property(fc.array(wanted, { maxLength: 30 }), wanted, (all, next) => {
      const taken = entered(all);
      const { staffId, from, until } = next;
      const cover = proposedCover({ staffId, from, until }, people, taken);
      if (cover === null) {
        for (const { staffId: other } of people.filter((one) => one.staffId !== staffId))
          expect(taken.some((one) => one.staffId === other && overlap(one, next))).toBe(true);
        return;
      }
      expect([null, 'absence-overlaps', 'is-covering']).toContain(
        refusalOf({ staffId, from, until, coverId: cover }, taken),
      );
      expect(proposedCover({ staffId, from, until }, people.toReversed(), taken)).toBe(cover);
    }),
  );
});
