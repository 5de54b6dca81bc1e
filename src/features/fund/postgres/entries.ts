import { refuse } from '../../../engine/steps/check.ts';
import type { FundOutcome, FundRefused, FundRequest } from './ports.ts';
import { decideFund, emptyFund, evolveFund, type Fund, type FundEntry } from '../ledger.ts';
import { type Act, actWithin, takeTurns, type Transaction } from '../../../kit/postgres/acts.ts';
import type { FundEntry as FundColumns } from '../../../kit/postgres/generated/client.ts';
import { actorOf } from '../../../kit/postgres/named-actors.ts';

/** Judges an act by all entries there are and writes the next. Acts on an agency's fund take turns. */
export function entering(
  request: FundRequest,
): Act<{ fund: Fund; entry: FundEntry }, FundEntry, FundRefused> {
  const { act, by, commandId, fingerprint, now, note, payment, closed = false } = request;
  const { agencyId } = by;
  const where = { agencyId_commandId: { agencyId, commandId } };
  return {
    lock: (tx) => takeTurns(tx, `fund ${agencyId}`),
    async find(tx) {
      const row = await tx.fundEntry.findUnique({ where });
      return row && { by: actorOf(row.actor), fingerprint: row.fingerprint };
    },
    async decide(tx) {
      if (closed) return { ok: false, refusal: ended };
      const rows = await tx.fundEntry.findMany({ where: { agencyId }, orderBy: { seq: 'asc' } });
      const fund = rows.map(entryOf).reduce(evolveFund, emptyFund);
      const decided = decideFund(fund, act, commandId);
      return decided.ok ? { ok: true, plan: { fund, entry: decided.entry } } : decided;
    },
    write(tx, { fund, entry }) {
      const first = entry.seq === 1;
      return tx.fundEntry.create({
        data: {
          ...{ agencyId, seq: entry.seq, commandId, fingerprint, kind: entry.kind, about: entry.about },
          ...{ prevSeq: first ? null : fund.seq, prevBalanceCents: first ? null : fund.balanceCents },
          ...{ amountCents: entry.amountCents, balanceCents: entry.balanceCents, note: note ?? null },
          ...{ enrollmentId: payment?.step.enrollmentId ?? null, purpose: payment?.purpose ?? null },
          ...{ actor: by, recordedAt: new Date(now) },
        },
      });
    },
    show: async (tx) => entryOf(await tx.fundEntry.findUniqueOrThrow({ where })),
  };
}

/** Within the transaction that settles a payment's step as refused: what was paid out comes back. */
export function reversePayment(
  tx: Transaction,
  { agencyId, staffId, commandId }: { agencyId: string; staffId: string; commandId: string },
  now: number,
): Promise<FundOutcome> {
  const reversal = `reversal.${commandId}`;
  const request: FundRequest = {
    act: { type: 'reverse', about: commandId },
    by: { staffId, role: 'system', agencyId },
    ...{ commandId: reversal, fingerprint: reversal, now },
  };
  return actWithin(tx, request, entering(request));
}

export function entryOf(row: FundColumns): FundEntry {
  const { seq, commandId: id, amountCents, balanceCents, about } = row;
  return { seq, id, kind: row.kind as FundEntry['kind'], amountCents, balanceCents, about };
}

const ended = refuse('enrollment-ended', 'The enrollment has ended.');
