import { fitUntil } from '../fitness.ts';
import type { StaffRow } from './ports.ts';
import type { StaffClock } from '../duties.ts';
import type { Prisma as PrismaHandle } from '../../../kit/postgres/client.ts';
import { Prisma } from '../../../kit/postgres/generated/client.ts';
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
 * to no policy is left be: null. Otherwise answers whose files it has read, and by what.
 */
export async function keepFitness(
  tx: Transaction,
  agencyId: string,
  staffId?: string,
): Promise<{ members: StaffRow[]; clock: HeldClock } | null> {
  await tx.$queryRaw`SELECT 1 FROM agency WHERE id = ${agencyId}::uuid FOR SHARE`;
  const agency = await tx.agency.findUniqueOrThrow({ where: { id: agencyId }, select: termsColumns });
  const clock = await heldClock(tx, termsIn(agency));
  if (!clock) return null;
  await tx.$queryRaw`
    SELECT 1 FROM staff
    WHERE agency_id = ${agencyId}::uuid AND (${staffId ?? null}::uuid IS NULL OR id = ${staffId ?? null}::uuid)
    ORDER BY id FOR NO KEY UPDATE`;
  const members = await membersOf(tx, agencyId, staffId);
  const rows = members.map(
    (member) => Prisma.sql`(${member.staffId}::uuid, ${endOf(member, clock)}::timestamptz)`,
  );
  if (rows.length > 0)
    await tx.$executeRaw`
      UPDATE staff SET may_take_until = known.until FROM (VALUES ${Prisma.join(rows)}) AS known (id, until)
      WHERE staff.id = known.id AND staff.may_take_until IS DISTINCT FROM known.until`;
  return { members, clock };
}

/** How many people of agencies that are held to a staff policy have another end in their row than their files give. */
export async function unlikeFiles(prisma: PrismaHandle): Promise<{ looked: number; unlike: number }> {
  const agencies = await prisma.agency.findMany({
    where: { staffPolicyHash: { not: null } },
    select: { id: true, ...termsColumns },
  });
  const counted = { looked: 0, unlike: 0 };
  for (const agency of agencies) {
    const clock = await heldClock(prisma, termsIn(agency));
    const rows = await prisma.staff.findMany({
      where: { agencyId: agency.id, active: true },
      select: { id: true, mayTakeUntil: true },
    });
    const kept = new Map(rows.map(({ id, mayTakeUntil }) => [id, mayTakeUntil?.getTime()]));
    const members = clock ? await membersOf(prisma, agency.id) : [];
    counted.looked += members.length;
    for (const member of members)
      if (clock && kept.get(member.staffId) !== endOf(member, clock)?.getTime()) counted.unlike += 1;
  }
  return counted;
}

type HeldClock = StaffClock & { heldSince: number };

/** The first instant from which on nobody can be taken; null: nobody at all. */
function endOf({ role, file }: StaffRow, { staffPolicy, calendar }: StaffClock): Date | null {
  const { until } = fitUntil(role, file?.content ?? null, staffPolicy, calendar);
  return until === null ? null : new Date(Math.min(until + 1, noEnd));
}
