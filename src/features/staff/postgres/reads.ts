import type { StaffReads } from './ports.ts';
import type { PrismaClient } from '../../../kit/postgres/generated/client.ts';
import { readActing } from './acting.ts';
import { membersOf } from './members.ts';
import { termsColumns, termsIn } from './terms.ts';

/** The people of an agency and what they are held to. */
export function staffReads(prisma: PrismaClient): StaffReads {
  return {
    async staffTerms(agencyId) {
      return termsIn(
        await prisma.agency.findUniqueOrThrow({ where: { id: agencyId }, select: termsColumns }),
      );
    },
    staffMembers: (agencyId) => membersOf(prisma, agencyId),
    async staffMember(agencyId, staffId) {
      const [member = null] = await membersOf(prisma, agencyId, staffId);
      return member;
    },
    async standing(agencyId, staffId) {
      const row = await prisma.staff.findFirst({
        where: { id: staffId, agencyId },
        select: { active: true, leftOn: true },
      });
      return row && { works: row.active, lastDay: row.leftOn };
    },
    acting: (agencyId, staffIds, at) => readActing(prisma, agencyId, staffIds, at),
  };
}
