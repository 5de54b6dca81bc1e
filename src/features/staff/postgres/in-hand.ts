import { atOnce, cannotAct } from '../can-act.ts';
import { readActing } from './acting.ts';
import type { InHand, Successor } from '../in-hand.ts';
import { endsAfter } from '../../../kit/postgres/can-act.ts';
import { takeTurns, type Transaction } from '../../../kit/postgres/acts.ts';
import { Prisma } from '../../../kit/postgres/generated/client.ts';

/**
 * Has acts wait that say who works here, and as what: each is judged by the others. With them wait the rota and the absences,
 * which ask it as well; then the person's row is locked, as whoever gives them a client has to lock it.
 */
export async function lockStanding(tx: Transaction, agencyId: string, staffId: string): Promise<void> {
  await takeStaffTurn(tx, agencyId);
  await takeTurns(tx, `absence ${agencyId}`);
  await takeTurns(tx, `on call ${agencyId}`);
  await tx.$queryRaw`SELECT 1 FROM agency WHERE id = ${agencyId}::uuid FOR SHARE`;
  await tx.$queryRaw`
    SELECT 1 FROM staff WHERE id = ${staffId}::uuid AND agency_id = ${agencyId}::uuid FOR NO KEY UPDATE`;
}

/** Of an agency's staff: an address belongs to one person, and somebody directs it. */
export function takeStaffTurn(tx: Transaction, agencyId: string): Promise<void> {
  return takeTurns(tx, `hire ${agencyId}`);
}

export function otherDirectors(tx: Transaction, agencyId: string, staffId: string): Promise<number> {
  return tx.staff.count({ where: { agencyId, role: 'director', active: true, id: { not: staffId } } });
}

export async function inHandOf(tx: Transaction, staffId: string, now: number): Promise<InHand> {
  // One that is cut at or before its beginning never counted.
  const [shifts] = await tx.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM on_call_shift
    WHERE staff_id = ${staffId}::uuid AND least(until_at, cut_at) > ${new Date(now)}
      AND (cut_at IS NULL OR cut_at > from_at)`;
  return {
    clients: await tx.caseloadPlace.count({ where: { staffId } }),
    shifts: shifts?.count ?? 0,
    closed: await closedOf(tx, staffId),
    covers: await tx.absence.count({ where: { coverId: staffId, ...notOver(now), staff: { active: true } } }),
  };
}

/** Absences that are not over, and that nobody has ended. */
export function notOver(now: number) {
  return { endedBy: { equals: Prisma.DbNull }, ...endsAfter(new Date(now)) };
}

/** Discharged clients, of whoever has left them to this person as well, whose enrollment has not ended. */
async function closedOf(tx: Transaction, staffId: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM enrollment e JOIN staff s ON s.id = e.coordinator_id
    WHERE coalesce(s.successor_id, s.id) = ${staffId}::uuid
      AND e.discharged_at IS NOT NULL AND e.ended_at IS NULL AND e.in_error_at IS NULL`;
  return row?.count ?? 0;
}

/** Whether who is named can go on with it from now on. */
export async function successorOf(
  tx: Transaction,
  { agencyId, staffId, successorId, now }: Succession,
): Promise<Successor> {
  if (successorId === null) return 'unnamed';
  if (successorId === staffId) return 'gone';
  await tx.$queryRaw`SELECT 1 FROM staff WHERE id = ${successorId}::uuid FOR NO KEY UPDATE`;
  const [person] = await readActing(tx, agencyId, [successorId], now);
  return person ? (cannotAct(person, atOnce(now)) ?? 'able') : 'gone';
}

export type Succession = { agencyId: string; staffId: string; successorId: string | null; now: number };

/** From now on that person has what is left to do; what others had left to the one who goes as well. */
export async function handOn(tx: Transaction, { staffId, successorId }: Succession): Promise<void> {
  if (successorId === null) return;
  await tx.$executeRaw`
    UPDATE staff SET successor_id = ${successorId}::uuid
    WHERE (id = ${staffId}::uuid OR successor_id = ${staffId}::uuid) AND id <> ${successorId}::uuid`;
  // Whoever comes back to it goes on with their own.
  await tx.$executeRaw`UPDATE staff SET successor_id = NULL WHERE id = ${successorId}::uuid`;
}
