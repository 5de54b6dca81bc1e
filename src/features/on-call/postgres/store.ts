import { randomUUID } from 'node:crypto';
import type { OnCallStore, RotaOutcome } from './ports.ts';
import {
  type Changed,
  decideChange,
  type Decided,
  decideMake,
  decideWithdraw,
  type Rota,
} from '../decide.ts';
import { shiftNotices } from '../notices.ts';
import { performAct } from '../../../kit/postgres/acts.ts';
import type { PrismaClient } from '../../../kit/postgres/generated/client.ts';
import { guarded } from '../../../kit/postgres/guarded.ts';
import { storeNotices } from '../../../kit/postgres/notices.ts';
import { type Acted, onRota, planned, rotaAt, rotaBegun, writeAct } from './acts.ts';
import { shiftRows, swapRows } from './rows.ts';
import { askSwap, settleSwap } from './swaps.ts';

/** The rota in PostgreSQL. */
export function createOnCallStore(prisma: PrismaClient): OnCallStore {
  return guarded<OnCallStore>({
    shifts: (agencyId, { from, until }) =>
      shiftRows(prisma, agencyId, { fromAt: { lt: new Date(until) }, untilAt: { gt: new Date(from) } }),

    async shift(agencyId, id) {
      const [row = null] = await shiftRows(prisma, agencyId, { id });
      return row;
    },

    begun: (agencyId) => rotaBegun(prisma, agencyId),

    async mine(agencyId, staffId, now) {
      const ahead = { gt: new Date(now) };
      const shifts = await shiftRows(prisma, agencyId, {
        ...{ staffId, untilAt: ahead },
        OR: [{ cutAt: null }, { cutAt: ahead }],
      });
      const swaps = await swapRows(prisma, agencyId, {
        ...{ state: 'asked', OR: [{ askedOf: staffId }, { shift: { staffId } }] },
      });
      return { shifts, swaps };
    },

    swaps: (agencyId, limit) => swapRows(prisma, agencyId, {}, limit),

    make: ({ staffId, rank, spans, absencesKnown, ...act }) =>
      actOnRota(prisma, { ...act, act: 'make' }, (rota) =>
        decideMake(
          rota,
          spans.map((span) => ({ id: randomUUID(), staffId, rank, ...span })),
          absencesKnown,
        ),
      ),

    withdraw: ({ id, ...act }) =>
      actOnRota(prisma, { ...act, act: 'withdraw', about: id }, (rota) => decideWithdraw(rota, id)),

    change: ({ id, seen, wanted, absencesKnown, ...act }) =>
      actOnRota(prisma, { ...act, act: 'change', about: id }, (rota) =>
        decideChange(rota, { id, seen }, { id: randomUUID(), ...wanted }, absencesKnown),
      ),

    ask: (request) => askSwap(prisma, request),
    settle: (request) => settleSwap(prisma, request),
  });
}

/** A lead's act on the rota, once a command id; those whose shifts it changes are told in the same commit. */
function actOnRota(
  prisma: PrismaClient,
  { about, ...act }: Acted & { about?: string },
  decide: (rota: Rota) => Decided<Changed>,
): Promise<RotaOutcome> {
  const { agencyId, staffId: by } = act.by;
  const { commandId, now } = act;
  return performAct(prisma, act, {
    ...onRota(act),
    async decide(tx) {
      const rota = await rotaAt(tx, agencyId, now, about === undefined ? [] : [about]);
      return planned(decide(rota), { rota });
    },
    async write(tx, { rota, ...changed }) {
      await writeAct(tx, act, changed);
      const cut = rota.shifts.filter(({ id }) => changed.cut.some((one) => one.id === id));
      const people = [...changed.made, ...cut].map(({ staffId }) => staffId);
      await storeNotices(tx, agencyId, shiftNotices({ agencyId, at: now, commandId, by }, people));
    },
    show: (tx) => shiftRows(tx, agencyId, { OR: [{ madeBy: commandId }, { cutBy: commandId }] }),
  });
}
