import { randomUUID } from 'node:crypto';
import type { AskRequest, SettleRequest, SwapOutcome } from './ports.ts';
import { type Changed, decideAsk, type Decided, decideSwap } from '../decide.ts';
import { swapNotices } from '../notices.ts';
import type { Prisma, PrismaClient } from '../../../kit/postgres/generated/client.ts';
import { storeNotices } from '../../../kit/postgres/notices.ts';
import { type Acted, earlierAct, lockRota, rotaAt, writeAct } from './acts.ts';
import { swapRows } from './rows.ts';

type Transaction = Prisma.TransactionClient;

/** Somebody asks another to take a shift of theirs. Nothing of the rota changes by it. */
export function askSwap(prisma: PrismaClient, request: AskRequest): Promise<SwapOutcome> {
  const { given, to, inReturn, ...rest } = request;
  const act = { ...rest, act: 'ask-swap' };
  return actOnSwap(prisma, act, async (tx) => {
    const { agencyId, staffId: asker } = act.by;
    const rota = await rotaAt(tx, agencyId, act.now, [given, inReturn ?? given]);
    const decided = decideAsk(rota, asker, { given, to, inReturn }, [randomUUID(), randomUUID()]);
    if (!decided.ok) return decided;
    await writeAct(tx, act, { made: [], cut: [] });
    const id = randomUUID();
    await tx.onCallSwap.create({
      data: { id, agencyId, shiftId: given, inReturnId: inReturn, askedOf: to, askedBy: act.commandId },
    });
    const told = { id, state: 'asked', asker, askedOf: to } as const;
    await storeNotices(tx, agencyId, swapNotices({ agencyId, at: act.now }, told));
    return { ok: true };
  });
}

const acts = { accepted: 'accept-swap', declined: 'decline-swap', withdrawn: 'withdraw-swap' } as const;

/** The other one accepts or declines, or whoever asked thinks better of it; accepted, the shifts change hands with it. */
export function settleSwap(prisma: PrismaClient, request: SettleRequest): Promise<SwapOutcome> {
  const { id, state, ...rest } = request;
  const act = { ...rest, act: acts[state] };
  return actOnSwap(prisma, act, async (tx) => {
    const { agencyId, staffId: by } = act.by;
    const swap = await tx.onCallSwap.findFirst({
      where: { id, agencyId },
      include: { shift: { select: { staffId: true } } },
    });
    if (!swap) return { ok: false, code: 'unknown-swap' };
    const { shiftId: given, inReturnId: inReturn, askedOf, shift } = swap;
    if (by !== (state === 'withdrawn' ? shift.staffId : askedOf)) return { ok: false, code: 'not-your-swap' };
    if (swap.state !== 'asked') return { ok: false, code: 'swap-settled' };
    const decided = await changedBy(tx, act, state, { given, to: askedOf, inReturn });
    if (!decided.ok) return decided;
    await writeAct(tx, act, decided);
    await tx.onCallSwap.update({ where: { id }, data: { state, settledBy: act.commandId } });
    const told = { id, state, asker: shift.staffId, askedOf };
    await storeNotices(tx, agencyId, swapNotices({ agencyId, at: act.now }, told));
    return { ok: true };
  });
}

async function changedBy(
  tx: Transaction,
  { by, now }: Acted,
  state: SettleRequest['state'],
  swap: { given: string; to: string; inReturn: string | null },
): Promise<Decided<Changed>> {
  if (state !== 'accepted') return { ok: true, made: [], cut: [] };
  const rota = await rotaAt(tx, by.agencyId, now, [swap.given, swap.inReturn ?? swap.given]);
  return decideSwap(rota, swap, [randomUUID(), randomUUID()]);
}

/** Once a command id. */
async function actOnSwap(
  prisma: PrismaClient,
  act: Acted & { act: string },
  work: (tx: Transaction) => Promise<Decided<object>>,
): Promise<SwapOutcome> {
  const { agencyId } = act.by;
  const { commandId } = act;
  const status = await prisma.$transaction(async (tx) => {
    await lockRota(tx, agencyId);
    const earlier = await earlierAct(tx, act);
    if (earlier) return earlier === 'same' ? 'replayed' : 'command-id-reused';
    const done = await work(tx);
    return done.ok ? 'written' : done;
  });
  if (typeof status === 'object') return { ...status, status: 'refused' };
  if (status === 'command-id-reused') return { status };
  const [swap] = await swapRows(prisma, agencyId, { OR: [{ askedBy: commandId }, { settledBy: commandId }] });
  // A key that named an act on the rota before is no swap's.
  return swap ? { status, swap } : { status: 'command-id-reused' };
}
