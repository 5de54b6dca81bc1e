import type { PlannedFundAct, PlannedPayment } from '../plan/requests.ts';
import type { AskedStep } from './answers.ts';

type Sent = { path: string; body: string; asked: AskedStep[] };

/** The step that the record is to hold says the same as the body, and names the fund's entry by the request's key. */
export function paymentRequest(planned: PlannedPayment, enrollmentId: string): Sent {
  const { key, amountCents, purpose, paidFor, forUnknownNeed } = planned;
  const facts = { amountCents, purpose, ...(forUnknownNeed ? { need: 'never-confirmed' } : {}) };
  const words = { payee: `Whom ${key} pays.`, justification: `Why ${key} cannot wait, kept sealed.` };
  return {
    path: `/enrollments/${enrollmentId}/fund-payments`,
    body: JSON.stringify({ ...facts, paidFor, ...words }),
    asked: [{ type: 'payFromFund', occurredAt: null, facts: { ...facts, entry: key }, words }],
  };
}

export function fundRequest({ act: { type, ...facts } }: PlannedFundAct): Sent {
  return {
    path: `/fund/${type}`,
    body: JSON.stringify(facts),
    asked: [{ type, occurredAt: null, facts, words: {} }],
  };
}
