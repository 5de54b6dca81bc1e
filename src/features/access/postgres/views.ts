import { randomUUID } from 'node:crypto';
import type { PrismaClient } from '../../../kit/postgres/generated/client.ts';
import type { AccessStore } from './ports.ts';

const most = 50;

/** Views that people have saved for themselves: nobody reads or changes another's. */
export function viewStore(
  prisma: PrismaClient,
): Pick<AccessStore, 'views' | 'keepView' | 'renameView' | 'deleteView'> {
  return {
    async views(staffId) {
      const rows = await prisma.savedView.findMany({
        where: { staffId },
        orderBy: [{ page: 'asc' }, { name: 'asc' }],
      });
      return rows.map(({ id, page, name, search }) => ({ id, page, name, search }));
    },

    keepView: (staffId, { page, name, search }, now) =>
      prisma.$transaction(async (tx) => {
        // One at a time: two requests count the same views.
        await tx.$queryRaw`SELECT 1 FROM staff WHERE id = ${staffId}::uuid FOR UPDATE`;
        const { count } = await tx.savedView.updateMany({ where: { staffId, page, name }, data: { search } });
        if (count > 0) return null;
        if ((await tx.savedView.count({ where: { staffId } })) >= most) return 'too-many-views';
        await tx.savedView.create({
          data: { id: randomUUID(), staffId, page, name, search, madeAt: new Date(now) },
        });
        return null;
      }),

    renameView: (staffId, id, name) =>
      prisma.$transaction(async (tx) => {
        await tx.$queryRaw`SELECT 1 FROM staff WHERE id = ${staffId}::uuid FOR UPDATE`;
        const view = await tx.savedView.findFirst({ where: { id, staffId } });
        if (!view) return 'unknown-view';
        const { page } = view;
        const other = await tx.savedView.findFirst({ where: { staffId, page, name, id: { not: id } } });
        if (other) return 'view-known';
        await tx.savedView.update({ where: { id }, data: { name } });
        return null;
      }),

    async deleteView(staffId, id) {
      await prisma.savedView.deleteMany({ where: { id, staffId } });
    },
  };
}
