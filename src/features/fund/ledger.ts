import { refuse, type StepRefusal } from '../../engine/steps/check.ts';
import type { FundPurpose } from '../../engine/policy/fund-purposes.ts';

/** `reversal`: the payment did not come about; `claimed-back`: the payer has paid it back; `reconciled`: counted anew. */
export const fundEntryKinds = ['deposit', 'payment', 'reversal', 'claimed-back', 'reconciled'] as const;
export type FundEntryKind = (typeof fundEntryKinds)[number];

/** One line of the ledger. Amounts are whole cents; what goes out is negative. */
export type FundEntry = {
  /** 1, 2, 3… without gaps within an agency. */
  seq: number;
  /** Names it for ever: the command it was entered with. */
  id: string;
  kind: FundEntryKind;
  amountCents: number;
  /** Of the fund after it: never below 0. */
  balanceCents: number;
  /** The payment it is about. */
  about: string | null;
};

export type FundAct =
  | { type: 'deposit'; cents: number }
  | { type: 'pay'; cents: number; purpose: FundPurpose; paidFor: 'client' | 'other-person' }
  | { type: 'reverse'; about: string }
  | { type: 'claim-back'; about: string; cents: number }
  /** What was counted; the difference to the balance is entered. */
  | { type: 'reconcile'; countedCents: number };

export type Fund = {
  seq: number;
  balanceCents: number;
  /** Of each payment what has not come back yet, in cents. */
  out: ReadonlyMap<string, number>;
};

export const emptyFund: Fund = { seq: 0, balanceCents: 0, out: new Map() };

/** The fund after one more entry. */
export function evolveFund(fund: Fund, entry: FundEntry): Fund {
  const { seq, balanceCents, kind, amountCents, about, id } = entry;
  const out = new Map(fund.out);
  if (kind === 'payment') out.set(id, -amountCents);
  if (about !== null) out.set(about, (out.get(about) ?? 0) - amountCents);
  return { seq, balanceCents, out };
}

/** Why the fund refuses an act. */
export type FundRefusal = StepRefusal<NonNullable<ReturnType<typeof checkAct>>['code']>;

/** The next entry, or why there is none. Whatever the acts and their order, the balance is never below 0. */
export function decideFund(
  fund: Fund,
  act: FundAct,
  id: string,
): { ok: true; entry: FundEntry } | { ok: false; refusal: FundRefusal } {
  const refusal = checkAct(fund, act);
  if (refusal) return { ok: false, refusal };
  const { kind, amountCents, about } = lineOf(fund, act);
  const balanceCents = fund.balanceCents + amountCents;
  return { ok: true, entry: { seq: fund.seq + 1, id, kind, amountCents, balanceCents, about } };
}

function lineOf(fund: Fund, act: FundAct): Pick<FundEntry, 'kind' | 'amountCents' | 'about'> {
  switch (act.type) {
    case 'deposit':
      return { kind: 'deposit', amountCents: act.cents, about: null };
    case 'pay':
      return { kind: 'payment', amountCents: -act.cents, about: null };
    case 'reverse':
      return { kind: 'reversal', amountCents: fund.out.get(act.about) ?? 0, about: act.about };
    case 'claim-back':
      return { kind: 'claimed-back', amountCents: act.cents, about: act.about };
    case 'reconcile':
      return { kind: 'reconciled', amountCents: act.countedCents - fund.balanceCents, about: null };
  }
}

function checkAct(fund: Fund, act: FundAct) {
  switch (act.type) {
    case 'pay':
      return checkPayment(fund, act);
    case 'reverse':
    case 'claim-back':
      return checkReturn(fund, act);
    case 'deposit':
    case 'reconcile':
      return null;
  }
}

function checkPayment(fund: Fund, { cents, purpose, paidFor }: Extract<FundAct, { type: 'pay' }>) {
  if (purpose === 'referral-fee') {
    const detail = 'No fee is given or taken for a referral.';
    return refuse('referral-fee', detail, 'purpose');
  }
  if (paidFor !== 'client') {
    const detail = 'The fund pays only for the client the enrollment is about.';
    return refuse('not-the-identified-patient', detail, 'paidFor');
  }
  if (cents <= fund.balanceCents) return null;
  const detail = `The fund holds ${fund.balanceCents} cents.`;
  return refuse('fund-exhausted', detail, 'amountCents');
}

function checkReturn(fund: Fund, act: Extract<FundAct, { type: 'reverse' | 'claim-back' }>) {
  const out = fund.out.get(act.about);
  if (out === undefined) {
    const detail = 'The fund has no such payment.';
    return refuse('unknown-payment', detail, 'payment');
  }
  if (out > 0 && (act.type === 'reverse' || act.cents <= out)) return null;
  const detail = `Of that payment ${out} cents have not come back yet.`;
  return refuse('payment-settled', detail, act.type === 'reverse' ? 'payment' : 'amountCents');
}
