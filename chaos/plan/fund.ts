import { leads } from './people.ts';
import type { Random } from './random.ts';
import type { PlannedFundAct, PlannedPayment, PlannedRequest } from './requests.ts';

/** What the one fund of the run has been asked for so far. */
type FundSoFar = { payments: string[]; filled: boolean; burst: number };

/**
 * The same requests with some to the discretionary fund (AU-4) in between, first of all a deposit. Payments come in
 * bursts for different clients, and of more than is there: some have to be refused, whichever comes first.
 */
export function withFund(random: Random, requests: readonly PlannedRequest[]): PlannedRequest[] {
  const fund: FundSoFar = { payments: [], filled: false, burst: 0 };
  let entered = 0;
  return requests.flatMap((request, place) => {
    if (request.kind === 'start') entered += 1;
    const woven = [request];
    let next: PlannedRequest | null;
    do {
      next = planFund(random, fund, random.whole(0, entered - 1), `f-${place}-${woven.length}`);
      if (next) woven.push(next);
    } while (next);
    return woven;
  });
}

/** Null most of the time. */
function planFund(
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
    ...{ enrollment, nonsense, by: random.pick(leads) },
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
