import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decideFund,
  emptyFund,
  evolveFund,
  type Fund,
  type FundAct,
} from '../../../../src/features/fund/ledger.ts';

const cents = fc.integer({ min: 1, max: 500 });
const about = fc.nat(12).map((place) => `act-${place}`);
const act: fc.Arbitrary<FundAct> = fc.oneof(
  fc.record({ type: fc.constant('deposit' as const), cents }),
  fc.record({
    type: fc.constant('pay' as const),
    cents,
    purpose: fc.constantFrom('housing' as const, 'food' as const, 'referral-fee' as const),
    paidFor: fc.constantFrom('client' as const, 'client' as const, 'other-person' as const),
  }),
  fc.record({ type: fc.constant('reverse' as const), about }),
  fc.record({ type: fc.constant('claim-back' as const), about, cents }),
  fc.record({ type: fc.constant('reconcile' as const), countedCents: fc.nat(800) }),
);

describe('the discretionary fund', () => {
  it('[AU-4] never goes below zero, whatever is done in which order', () => {
    let refused = 0;
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
        let fund: Fund = emptyFund;
        for (const [place, one] of acts.entries()) {
          const decided = decideFund(fund, one, `act-${place}`);
          if (!decided.ok) {
            refused += 1;
            continue;
          }
          const { entry } = decided;
          expect(entry.seq).toBe(fund.seq + 1);
          expect(entry.balanceCents).toBe(fund.balanceCents + entry.amountCents);
          expect(entry.balanceCents).toBeGreaterThanOrEqual(0);
          fund = evolveFund(fund, entry);
          // No payment brings more back than it took.
          for (const out of fund.out.values()) expect(out).toBeGreaterThanOrEqual(0);
        }
      }),
      { seed: 2037, numRuns: 400 },
    );
    expect(refused).toBeGreaterThan(100);
  });

  it('[AU-5] pays no fee for a referral, and nobody but the client', () => {
    const [deposit] = [decideFund(emptyFund, { type: 'deposit', cents: 500 }, 'd')];
    const fund = deposit.ok ? evolveFund(emptyFund, deposit.entry) : emptyFund;
    const pay = { type: 'pay', cents: 500, purpose: 'food', paidFor: 'client' } as const;
    const code = (parts: object) => {
      const decided = decideFund(fund, { ...pay, ...parts }, 'p');
      return decided.ok ? decided.entry.balanceCents : decided.refusal.code;
    };
    expect(code({})).toBe(0);
    expect(code({ purpose: 'referral-fee' })).toBe('referral-fee');
    expect(code({ paidFor: 'other-person' })).toBe('not-the-identified-patient');
    expect(code({ cents: 501 })).toBe('fund-exhausted');
  });
});
