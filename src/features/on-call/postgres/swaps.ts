import { randomUUID } from 'node:crypto';
import type { AskRequest, RotaRefused, SettleRequest, SwapOutcome, SwapRow } from './ports.ts';
import { type Changed, decideAsk, decideSettle, type Swap } from '../decide.ts';
import { swapNotices } from '../notices.ts';
import { type Act, performAct, type Transaction } from '../../../kit/postgres/acts.ts';
import type { PrismaClient } from '../../../kit/postgres/generated/client.ts';
import { storeNotices } from '../../../kit/postgres/notices.ts';
import { type Acted, onRota, planned, rotaAt, writeAct } from './acts.ts';
import { swapRows } from './rows.ts';

/** Somebody asks another to take a shift of theirs. Nothing of the rota changes by it. */
export function askSwap(prisma: PrismaClient, request: AskRequest): Promise<SwapOutcome> {
  const { given, to, inReturn, ...rest } = request;
  const act = { ...rest, act: 'ask-swap' };
  const { agencyId, staffId: asker } = act.by;
  return performAct(prisma, act, {
    ...onSwaps(act),
    async decide(tx) {
      const rota = await rotaAt(tx, agencyId, act.now, [given, inReturn ?? given]);
      const decided = decideAsk(rota, asker, { given, to, inReturn }, newIds());
      return planned(decided.ok ? { ok: true, ...nothing } : decided, {});
    },
    async write(tx) {
      await writeAct(tx, act, nothing);
      const id = randomUUID();
      await tx.onCallSwap.create({
        data: { id, agencyId, shiftId: given, inReturnId: inReturn, askedOf: to, askedBy: act.commandId },
      });
      const told = { id, state: 'asked', asker, askedOf: to } as const;
      await storeNotices(tx, agencyId, swapNotices({ agencyId, at: act.now }, told));
    },
  });
}

const acts = { accepted: 'accept-swap', declined: 'decline-swap', withdrawn: 'withdraw-swap' } as const;

/** The other one accepts or declines, or whoever asked thinks better of it; accepted, the shifts change hands with it. */
export function settleSwap(prisma: PrismaClient, request: SettleRequest): Promise<SwapOutcome> {
  const { id, state, ...rest } = request;
  const act = { ...rest, act: acts[state] };
  const { agencyId, staffId: by } = act.by;
  return performAct(prisma, act, {
    ...onSwaps(act),
    async decide(tx) {
      const swap = await swapOf(tx, agencyId, id);
      const named = swap ? [swap.given, swap.inReturn ?? swap.given] : [];
      const rota = await rotaAt(tx, agencyId, act.now, named);
      return planned(decideSettle(rota, swap, { by, state }, newIds()), { swap });
    },
    async write(tx, { swap, ...changed }) {
      await writeAct(tx, act, changed);
      await tx.onCallSwap.update({ where: { id }, data: { state, settledBy: act.commandId } });
      if (!swap) return;
      const told = { id, state, asker: swap.asker, askedOf: swap.askedOf };
      await storeNotices(tx, agencyId, swapNotices({ agencyId, at: act.now }, told));
    },
  });
}

const nothing: Changed = { made: [], cut: [] };

const newIds = (): [string, string] => [randomUUID(), randomUUID()];

function onSwaps(act: Acted): Pick<Act<unknown, SwapRow, RotaRefused>, 'lock' | 'find' | 'show'> {
  const { commandId } = act;
  return {
    ...onRota(act),
    async show(tx) {
      const where = { OR: [{ askedBy: commandId }, { settledBy: commandId }] };
      const [swap] = await swapRows(tx, act.by.agencyId, where);
      if (!swap) throw new Error('an act on a swap without one');
      return swap;
    },
  };
}

async function swapOf(tx: Transaction, agencyId: string, id: string): Promise<Swap | null> {
  const row = await tx.onCallSwap.findFirst({
    where: { id, agencyId },
    include: { shift: { select: { staffId: true } } },
  });
  if (!row) return null;
  const { shiftId: given, inReturnId: inReturn, askedOf, shift, state } = row;
  // Written by the acts of this file, so it is one of those states.
  return { given, inReturn, askedOf, asker: shift.staffId, state: state as Swap['state'] };
}
