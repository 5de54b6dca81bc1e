import type { RotaRefused } from './ports.ts';
import type { Changed, Decided, Rota } from '../decide.ts';
import type { Shift } from '../shift.ts';
import { actingColumns, actingOf } from '../../staff/postgres/acting.ts';
import type { ActAsk } from '../../../kit/acts.ts';
import {
  type Act,
  type Decided as Planned,
  takeTurns,
  type Transaction,
} from '../../../kit/postgres/acts.ts';
import { toJson } from '../../../kit/postgres/event-rows.ts';
import type { Prisma } from '../../../kit/postgres/generated/client.ts';
import { actorOf } from '../../../kit/postgres/named-actors.ts';

export type Acted = ActAsk & { act: string; now: number; reason: string | null };

/** Acts on an agency's rota take turns, as the table's own trigger has them; and with absences: a shift is judged by them. */
export function onRota({ by, commandId }: Acted): Pick<Act<unknown, unknown, unknown>, 'lock' | 'find'> {
  const { agencyId } = by;
  return {
    async lock(tx) {
      await takeTurns(tx, `absence ${agencyId}`);
      await takeTurns(tx, `on call ${agencyId}`);
    },
    async find(tx) {
      const row = await tx.onCallAct.findUnique({
        where: { agencyId_commandId: { agencyId, commandId } },
        select: { actor: true, fingerprint: true },
      });
      return row && { by: actorOf(row.actor), fingerprint: row.fingerprint };
    },
  };
}

/** What was decided as a plan of what is beside it, or the refusal. */
export function planned<Beside>(
  decided: Decided<Changed>,
  beside: Beside,
): Planned<Changed & Beside, RotaRefused> {
  if (decided.ok) {
    const { made, cut } = decided;
    return { ok: true, plan: { made, cut, ...beside } };
  }
  const { ok, ...refusal } = decided;
  return { ok, refusal };
}

/** What an act is judged by. Shifts that are over are no part of it, but for those it names. */
export async function rotaAt(
  tx: Transaction,
  agencyId: string,
  now: number,
  named: readonly string[] = [],
): Promise<Rota> {
  const shifts = await tx.onCallShift.findMany({
    where: { agencyId, OR: [{ untilAt: { gt: new Date(now) } }, { id: { in: [...named] } }] },
  });
  const people = await tx.staff.findMany({
    where: { agencyId },
    select: actingColumns(new Date(now)),
  });
  return {
    now,
    shifts: shifts.map(shiftOf),
    people: people.map((person) => ({ staffId: person.id, ...actingOf(person) })),
  };
}

/** Puts an act on record, with all it changes of the rota. */
export async function writeAct(
  tx: Transaction,
  { act, by, commandId, fingerprint, now, reason }: Acted,
  { made, cut }: Changed,
): Promise<void> {
  const { agencyId } = by;
  await tx.onCallAct.create({
    data: {
      ...{ agencyId, commandId, act, reason, fingerprint },
      ...{ actor: toJson(by), recordedAt: new Date(now) },
    },
  });
  for (const { id, at } of cut)
    await tx.onCallShift.update({ where: { id }, data: { cutAt: new Date(at), cutBy: commandId } });
  await tx.onCallShift.createMany({
    data: made.map(({ id, staffId, rank, from, until, replaces }) => ({
      ...{ id, agencyId, staffId, rank, replaces, madeBy: commandId },
      ...{ fromAt: new Date(from), untilAt: new Date(until) },
    })),
  });
}

type Columns = Pick<
  Prisma.OnCallShiftGetPayload<object>,
  'id' | 'staffId' | 'rank' | 'fromAt' | 'untilAt' | 'cutAt'
>;

export function shiftOf({ id, staffId, rank, fromAt, untilAt, cutAt }: Columns): Shift {
  return {
    ...{ id, staffId, rank, from: fromAt.getTime(), until: untilAt.getTime() },
    cutAt: cutAt?.getTime() ?? null,
  };
}

/** When the agency's first shift that counted began; null: it has never had a rota. */
export async function rotaBegun(tx: Transaction, agencyId: string): Promise<number | null> {
  const [row] = await tx.$queryRaw<{ begun: Date | null }[]>`
    SELECT min(from_at) AS begun FROM on_call_shift
    WHERE agency_id = ${agencyId}::uuid AND from_at < least(until_at, cut_at)`;
  return row?.begun?.getTime() ?? null;
}
