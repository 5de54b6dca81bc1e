import type { StaffRole } from '../../../engine/policy/terms.ts';
import type { StaffReads } from './ports.ts';
import type { PrismaClient } from '../../../kit/postgres/generated/client.ts';
import { actingColumns, actingOf } from './acting.ts';
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
    async acting(agencyId, staffIds, at) {
      const rows = await prisma.staff.findMany({
        where: { agencyId, active: true, id: { in: [...staffIds] } },
        select: actingColumns(new Date(at)),
      });
      // A check of the table holds the roles.
      return rows.map((row) => ({ staffId: row.id, role: row.role as StaffRole, ...actingOf(row) }));
    },
  };
}
