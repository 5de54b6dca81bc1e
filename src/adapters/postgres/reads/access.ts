import type { StaffRole } from '../../../contracts/permissions.ts';
import type { Reads } from '../../../contracts/reads.ts';
import type { PrismaClient } from '../generated/client.ts';

type AccessReads = Pick<
  Reads,
  | 'ping'
  | 'callerByToken'
  | 'agencyPolicy'
  | 'agencyName'
  | 'policyDocument'
  | 'isActiveCoordinator'
  | 'onCallCoordinator'
>;

/** Who calls, and what the agency works by. */
export function accessReads(prisma: PrismaClient): AccessReads {
  return {
    async ping() {
      await prisma.$queryRaw`SELECT 1`;
    },

    async callerByToken(tokenHash) {
      const token = await prisma.accessToken.findUnique({
        where: { hash: tokenHash },
        include: { staff: true },
      });
      if (!token?.staff.active) return null;
      const { id, role, agencyId, onCall } = token.staff;
      return {
        caller: { staffId: id, role: role as StaffRole, agencyId, onCall },
        expiresAt: token.expiresAt.getTime(),
      };
    },

    async agencyPolicy(agencyId) {
      return prisma.agency.findUniqueOrThrow({
        where: { id: agencyId },
        select: { profileHash: true, calendarHash: true },
      });
    },

    async agencyName(agencyId) {
      const { name } = await prisma.agency.findUniqueOrThrow({
        where: { id: agencyId },
        select: { name: true },
      });
      return name;
    },

    async policyDocument(hash) {
      return prisma.policyDocument.findUnique({
        where: { hash },
        select: { hash: true, kind: true, name: true, content: true },
      });
    },

    async isActiveCoordinator(agencyId, staffId) {
      const where = { id: staffId, agencyId, role: 'coordinator', active: true };
      return (await prisma.staff.count({ where })) > 0;
    },

    async onCallCoordinator(agencyId) {
      const staff = await prisma.staff.findFirst({
        where: { agencyId, role: 'coordinator', active: true, onCall: true },
        orderBy: { id: 'asc' },
        select: { id: true },
      });
      return staff?.id ?? null;
    },
  };
}
