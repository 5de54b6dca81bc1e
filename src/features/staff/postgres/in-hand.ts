import type { InHand } from '../in-hand.ts';
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
    covers: await tx.absence.count({ where: { coverId: staffId, ...notOver(now), staff: { active: true } } }),
  };
}

/** Absences that are not over, and that nobody has ended. */
export function notOver(now: number) {
  const ahead = [{ untilAt: null }, { untilAt: { gt: new Date(now) } }];
  return { endedBy: { equals: Prisma.DbNull }, OR: ahead };
}
