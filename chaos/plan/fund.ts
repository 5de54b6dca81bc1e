import { leads, team } from './people.ts';
import type { Random } from './random.ts';
import type { PlannedFundAct, PlannedPayment } from './requests.ts';

/** What the one fund of the run has been asked for so far. */
export type FundSoFar = { payments: string[]; filled: boolean; burst: number };

export const untouchedFund = (): FundSoFar => ({ payments: [], filled: false, burst: 0 });

/**
 * Now and then something about the discretionary fund (AU-4), first of all a deposit; null otherwise. Payments come in
 * bursts for different clients, and of more than is there: some have to be refused, whichever comes first.
 */
export function planFund(
  random: Random,
  fund: FundSoFar,
  enrollment: number,
  key: string,
): PlannedPayment | PlannedFundAct | null {
  if (fund.burst === 0 && !random.chance(0.06)) return null;
  const what = !fund.filled
    ? 'deposits'
    : fund.burst > 0
      ? 'payments'
      : random.weighted({ payments: 60, deposits: 20, reimbursements: 14, reconciliations: 6 });
  fund.filled = true;
  if (what !== 'payments')
    return { ...asked(random, key), by: random.pick(leads), ...act(random, fund, what) };
  fund.burst = fund.burst > 0 ? fund.burst - 1 : random.whole(0, 4);
  fund.payments.push(key);
  return payment(random, enrollment, key);
}

function act(
  random: Random,
  { payments }: FundSoFar,
  type: PlannedFundAct['act']['type'],
): Pick<PlannedFundAct, 'kind' | 'act'> {
  switch (type) {
    case 'deposits':
      return { kind: 'fund', act: { type, amountCents: random.whole(5_000, 30_000) } };
    case 'reimbursements': {
      const known = payments.length > 0 && random.chance(0.9);
      const about = known ? random.pick(payments) : 'never-paid';
      return { kind: 'fund', act: { type, payment: about, amountCents: random.whole(100, 6_000) } };
    }
    case 'reconciliations':
      return { kind: 'fund', act: { type, countedCents: random.whole(0, 20_000) } };
  }
}

function payment(random: Random, enrollment: number, key: string): PlannedPayment {
  const nonsense = random.chance(0.06);
  const fee = nonsense && random.chance(0.5);
  return {
    kind: 'payment',
    ...asked(random, key),
    ...{ enrollment, nonsense, by: random.pick(team) },
    amountCents: random.chance(0.1) ? random.whole(100_000, 500_000) : random.whole(500, 9_000),
    purpose: fee ? 'referral-fee' : random.pick(['housing', 'utilities', 'food', 'medication']),
    paidFor: nonsense && !fee ? 'other-person' : 'client',
    forUnknownNeed: random.chance(0.25),
    again: random.chance(0.25),
  };
}

function asked(random: Random, key: string) {
  return {
    key,
    copies: random.chance(0.2) ? 5 : 1,
    whenUnknown: random.chance(0.85) ? ('asks-again' as const) : ('leaves' as const),
  };
}
