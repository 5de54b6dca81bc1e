import { fitUntil } from '../../../domain/staff/fitness.ts';
import { Prisma } from '../generated/client.ts';
import { membersOf } from './members.ts';
import { heldClock, termsColumns, termsIn } from './terms.ts';

type Transaction = Prisma.TransactionClient;

/** As the column has it that somebody may take clients without end. */
const noEnd = Date.UTC(9999, 11, 31);

/**
 * Writes until when these members of staff may take clients, or all of the agency's: what the caseload asks before anybody
 * takes one (ST-2). To be called in the transaction that changes a file or the policy. The agency's row is locked, so that
 * of a file and a policy that change at once the later one sees the other; then the people's rows, before their files are
 * read, so that nobody writes what a file said before, and in the order in which caseloads lock them. An agency that is held
 * to no policy is left be.
 */
export async function keepFitness(tx: Transaction, agencyId: string, staffId?: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM agency WHERE id = ${agencyId}::uuid FOR SHARE`;
  const agency = await tx.agency.findUniqueOrThrow({ where: { id: agencyId }, select: termsColumns });
  const clock = await heldClock(tx, termsIn(agency));
  if (!clock) return;
  await tx.$queryRaw`
    SELECT 1 FROM staff
    WHERE agency_id = ${agencyId}::uuid AND (${staffId ?? null}::uuid IS NULL OR id = ${staffId ?? null}::uuid)
    ORDER BY id FOR NO KEY UPDATE`;
  const rows = (await membersOf(tx, agencyId, staffId)).map((member) => {
    const { until } = fitUntil(member.role, member.file?.content ?? null, clock.staffPolicy, clock.calendar);
    // The first instant from which on nobody can be taken.
    const end = until === null ? null : new Date(Math.min(until + 1, noEnd));
    return Prisma.sql`(${member.staffId}::uuid, ${end}::timestamptz)`;
  });
  if (rows.length === 0) return;
  await tx.$executeRaw`
    UPDATE staff SET may_take_until = known.until FROM (VALUES ${Prisma.join(rows)}) AS known (id, until)
    WHERE staff.id = known.id AND staff.may_take_until IS DISTINCT FROM known.until`;
}
