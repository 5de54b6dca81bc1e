import type { FundOutcome, FundRequest } from './ports.ts';
import { decideFund, emptyFund, evolveFund, type FundEntry } from '../ledger.ts';
import type { FundEntry as FundColumns, Prisma } from '../../../kit/postgres/generated/client.ts';

/**
 * Judges an act by all entries there are and writes the next. Throws on a unique key where another entry came first:
 * the caller's transaction is over then, and may be begun again.
 */
export async function appendEntry(tx: Prisma.TransactionClient, request: FundRequest): Promise<FundOutcome> {
  const { act, by, commandId, fingerprint, now, note, payment } = request;
  const { agencyId } = by;
  const rows = await tx.fundEntry.findMany({ where: { agencyId }, orderBy: { seq: 'asc' } });
  const earlier = rows.find((row) => row.commandId === commandId);
  if (earlier?.fingerprint === fingerprint) return { status: 'replayed', entry: entryOf(earlier) };
  if (earlier) return { status: 'command-id-reused' };
  if (request.closed) return { status: 'closed' };
  const fund = rows.map(entryOf).reduce(evolveFund, emptyFund);
  const decided = decideFund(fund, act, commandId);
  if (!decided.ok) return { status: 'refused', refusal: decided.refusal };
  const { entry } = decided;
  const first = entry.seq === 1;
  await tx.fundEntry.create({
    data: {
      ...{ agencyId, seq: entry.seq, commandId, fingerprint, kind: entry.kind, about: entry.about },
      ...{ prevSeq: first ? null : fund.seq, prevBalanceCents: first ? null : fund.balanceCents },
      ...{ amountCents: entry.amountCents, balanceCents: entry.balanceCents, note: note ?? null },
      ...{ enrollmentId: payment?.step.enrollmentId ?? null, purpose: payment?.purpose ?? null },
      ...{ actor: by, recordedAt: new Date(now) },
    },
  });
  return { status: 'written', entry };
}

/**
 * Within the transaction that settles a payment's step as refused: what was paid out comes back. Throws where another
 * entry comes first; the refusal is not settled then either, and is settled again.
 */
export async function reversePayment(
  tx: Prisma.TransactionClient,
  { agencyId, staffId, commandId }: { agencyId: string; staffId: string; commandId: string },
  now: number,
): Promise<void> {
  const reversal = `reversal.${commandId}`;
  await appendEntry(tx, {
    act: { type: 'reverse', about: commandId },
    by: { staffId, role: 'system', agencyId },
    commandId: reversal,
    fingerprint: reversal,
    now,
  });
}

export function entryOf(row: FundColumns): FundEntry {
  const { seq, commandId: id, amountCents, balanceCents, about } = row;
  return { seq, id, kind: row.kind as FundEntry['kind'], amountCents, balanceCents, about };
}
