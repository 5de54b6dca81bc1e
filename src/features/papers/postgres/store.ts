import { randomUUID } from 'node:crypto';
import type { PrismaClient } from '../../../kit/postgres/generated/client.ts';
import { guarded } from '../../../kit/postgres/guarded.ts';
import { namesOf } from '../../../kit/postgres/named-actors.ts';
import type { PaperStore } from './ports.ts';

/** Which papers were printed, in PostgreSQL: rows that are only added. */
export function createPaperStore(prisma: PrismaClient): PaperStore {
  return guarded<PaperStore>({
    async keepPrinted({ caller: { staffId, role, agencyId }, at, ...print }) {
      await prisma.paperPrinted.create({
        data: {
          ...{ ...print, id: randomUUID(), agencyId, staffId, at: new Date(at) },
          actor: { staffId, role, agencyId },
        },
      });
    },

    async lastPrinted(agencyId, enrollmentId) {
      const rows = await prisma.paperPrinted.findMany({
        where: { agencyId, enrollmentId },
        distinct: ['paper', 'of'],
        orderBy: [{ at: 'desc' }, { id: 'desc' }],
      });
      const named = await namesOf(
        prisma,
        rows.map(({ actor }) => actor),
      );
      return rows.map(({ paper, of, format, at, actor }) => ({
        ...{ paper, of, at: at.getTime(), by: named(actor) },
        format: format === 'html' ? 'html' : 'pdf',
      }));
    },

    async printings(agencyId, enrollmentId, limit) {
      const rows = await prisma.paperPrinted.findMany({
        where: { agencyId, enrollmentId },
        orderBy: [{ at: 'desc' }, { id: 'desc' }],
        take: limit,
      });
      const named = await namesOf(
        prisma,
        rows.map(({ actor }) => actor),
      );
      return rows.map(({ paper, of, format, at, actor, revision, hash }) => ({
        ...{ paper, of, revision, hash, at: at.getTime(), by: named(actor) },
        format: format === 'html' ? 'html' : 'pdf',
      }));
    },
  });
}
