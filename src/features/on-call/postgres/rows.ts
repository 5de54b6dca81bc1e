import type { OnCallAct, ShiftRow, SwapRow, SwapState } from './ports.ts';
import type { Prisma } from '../../../kit/postgres/generated/client.ts';
import type { Span } from '../shift.ts';
import { namesOf } from '../../../kit/postgres/named-actors.ts';

type Reader = Prisma.TransactionClient;

/** The shifts that these conditions name, soonest first, with the acts that made and cut them. */
export async function shiftRows(
  tx: Reader,
  agencyId: string,
  where: Prisma.OnCallShiftWhereInput,
): Promise<ShiftRow[]> {
  const rows = await tx.onCallShift.findMany({
    where: { AND: [{ agencyId }, where] },
    include: {
      staff: {
        select: { name: true, active: true, mayTakeUntil: true, absences: { orderBy: { fromAt: 'asc' } } },
      },
    },
    orderBy: [{ fromAt: 'asc' }, { rank: 'asc' }, { id: 'asc' }],
  });
  const actOf = await actsOf(
    tx,
    agencyId,
    rows.flatMap(({ madeBy, cutBy }) => [madeBy, ...(cutBy === null ? [] : [cutBy])]),
  );
  return rows.map((row) => ({
    ...{ id: row.id, staffId: row.staffId, rank: row.rank, replaces: row.replaces },
    ...{ from: row.fromAt.getTime(), until: row.untilAt.getTime(), cutAt: row.cutAt?.getTime() ?? null },
    ...{ name: row.staff.name, active: row.staff.active },
    fit: row.staff.mayTakeUntil !== null && row.staff.mayTakeUntil >= row.untilAt,
    away: awayIn(row, row.staff.absences),
    made: actOf(row.madeBy),
    cut: row.cutBy === null ? null : actOf(row.cutBy),
  }));
}

type Away = { fromAt: Date; untilAt: Date | null };

/** When its person is away while the shift lasts. */
export function awayIn(
  { fromAt, untilAt }: { fromAt: Date; untilAt: Date },
  absences: readonly Away[],
): Span[] {
  return absences
    .map((away) => ({
      from: Math.max(away.fromAt.getTime(), fromAt.getTime()),
      until: Math.min(away.untilAt?.getTime() ?? Infinity, untilAt.getTime()),
    }))
    .filter(({ from, until }) => from < until);
}

/** The swaps that these conditions name, newest first. */
export async function swapRows(
  tx: Reader,
  agencyId: string,
  where: Prisma.OnCallSwapWhereInput,
  limit = 200,
): Promise<SwapRow[]> {
  const rows = await tx.onCallSwap.findMany({
    where: { AND: [{ agencyId }, where] },
    include: { asked: { select: { id: true, name: true } } },
  });
  const ids = rows.flatMap(({ shiftId, inReturnId }) => [
    shiftId,
    ...(inReturnId === null ? [] : [inReturnId]),
  ]);
  const shifts = new Map((await shiftRows(tx, agencyId, { id: { in: ids } })).map((row) => [row.id, row]));
  const actOf = await actsOf(
    tx,
    agencyId,
    rows.flatMap(({ askedBy, settledBy }) => [askedBy, ...(settledBy === null ? [] : [settledBy])]),
  );
  return rows
    .flatMap((row): SwapRow[] => {
      const shift = shifts.get(row.shiftId);
      if (!shift) return [];
      return [
        {
          ...{ id: row.id, shift, inReturn: shifts.get(row.inReturnId ?? '') ?? null },
          askedOf: { staffId: row.asked.id, name: row.asked.name },
          // A check of the table holds the words.
          state: row.state as SwapState,
          asked: actOf(row.askedBy),
          settled: row.settledBy === null ? null : actOf(row.settledBy),
        },
      ];
    })
    .toSorted((a, b) => b.asked.at - a.asked.at)
    .slice(0, limit);
}

async function actsOf(
  tx: Reader,
  agencyId: string,
  ids: readonly string[],
): Promise<(commandId: string) => OnCallAct> {
  const rows = await tx.onCallAct.findMany({ where: { agencyId, commandId: { in: [...new Set(ids)] } } });
  const named = await namesOf(
    tx,
    rows.map(({ actor }) => actor),
  );
  const acts = new Map(
    rows.map(({ commandId, actor, recordedAt, reason }) => [
      commandId,
      { by: named(actor), at: recordedAt.getTime(), reason },
    ]),
  );
  return (commandId) => {
    const act = acts.get(commandId);
    if (!act) throw new Error('a shift or a swap without its act');
    return act;
  };
}
