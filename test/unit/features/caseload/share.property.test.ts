import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shareAt, shareOfCap, wholeCaseload } from '../../../../src/features/caseload/share.ts';
import { countyProfile } from '../../../../src/pathway/profiles/county.ts';

const mix = fc.array(fc.record({ cap: fc.integer({ min: 1, max: 60 }), clients: fc.nat(60) }), {
  minLength: 1,
  maxLength: 5,
});

/** Clients by cap: exactly one caseload at most? In whole numbers, without fractions. */
function fitsExactly(parts: { cap: number; clients: number }[]): boolean {
  const common = parts.reduce((product, { cap }) => product * BigInt(cap), 1n);
  const used = parts.reduce((sum, { cap, clients }) => sum + (BigInt(clients) * common) / BigInt(cap), 0n);
  return used <= common;
}

describe('[ST-4] shares of a caseload', () => {
  it('[ST-4] fit exactly where the fractions of the caps come to one at most, whatever the mix', () => {
    fc.assert(
      fc.property(mix, (parts) => {
        const used = parts.reduce((sum, { cap, clients }) => sum + clients * shareOfCap(cap), 0);
        expect(used <= wholeCaseload).toBe(fitsExactly(parts));
      }),
      { numRuns: 2_000 },
    );
  });

  it.each(countyProfile.levels.map(({ id, caseload }) => [id, caseload.value] as const))(
    '%s: %i clients fit, and not one more',
    (level, cap) => {
      const share = shareAt(countyProfile, level);
      expect(cap * share).toBeLessThanOrEqual(wholeCaseload);
      expect((cap + 1) * share).toBeGreaterThan(wholeCaseload);
    },
  );

  it('full mixes of the county: ten, five and five are one caseload; one more of any is not', () => {
    const [rsci, rscf, cm] = ['rsc-i', 'rsc-f', 'cm'].map((level) => shareAt(countyProfile, level));
    const used = 10 * (rsci ?? 0) + 5 * (rscf ?? 0) + 5 * (cm ?? 0);
    expect(used).toBeLessThanOrEqual(wholeCaseload);
    for (const one of [rsci, rscf, cm]) expect(used + (one ?? 0)).toBeGreaterThan(wholeCaseload);
  });

  it('of a level the profile does not know are as of the heaviest it knows', () => {
    expect(shareAt(countyProfile, 'unheard-of')).toBe(shareOfCap(15));
  });
});
