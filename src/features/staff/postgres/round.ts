import type { PeopleActivities } from '../activities/contract.ts';
import { staffDuties } from '../duties.ts';
import { gapNotices } from '../../on-call/notices.ts';
import { staffNotices } from '../notices.ts';
import type { PrismaClient } from '../../../kit/postgres/generated/client.ts';
import { guarded } from '../../../kit/postgres/guarded.ts';
import { gapsAhead } from '../../on-call/postgres/gaps.ts';
import { keepFitness } from './fitness.ts';
import { storeNotices } from '../../../kit/postgres/notices.ts';

/** Rounds through the staff of agencies, over PostgreSQL. What it throws quotes nothing that is on file. */
export function createPeopleRound(prisma: PrismaClient): PeopleActivities {
  return guarded<PeopleActivities>({ raiseStaffNotices: (request) => raise(prisma, request) });
}

/** Agencies that are held to a staff policy. */
export async function heldAgencies(prisma: PrismaClient): Promise<string[]> {
  const where = { staffPolicyHash: { not: null } };
  return (await prisma.agency.findMany({ where, select: { id: true }, orderBy: { id: 'asc' } })).map(
    ({ id }) => id,
  );
}

/**
 * Tells what is due about an agency's staff at that instant, and of gaps in its rota; what was told before is not told again, whoever told it.
 * On its way it puts right until when everybody may take clients, should somebody have been entered past the files.
 */
async function raise(
  prisma: PrismaClient,
  { agencyId, at }: { agencyId: string; at: number },
): Promise<{ raised: number }> {
  // Locks the people's rows: no longer than it takes.
  const known = await prisma.$transaction(async (tx) =>
    (await tx.agency.findUnique({ where: { id: agencyId }, select: { id: true } }))
      ? keepFitness(tx, agencyId)
      : null,
  );
  if (!known) return { raised: 0 };
  const { clock } = known;
  const members = known.members.map(({ staffId, role, roleSince, clients, file, occasions }) => ({
    ...{ staffId, role, roleSince, clients, heldSince: clock.heldSince, file: file?.content ?? null },
    occasions,
  }));
  const notices = staffNotices(staffDuties(members, clock, at), clock, at);
  const gaps = gapNotices(await gapsAhead(prisma, agencyId, clock, at), clock, { agencyId, at });
  return { raised: await prisma.$transaction((tx) => storeNotices(tx, agencyId, [...notices, ...gaps])) };
}
