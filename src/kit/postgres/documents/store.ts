import type { DocumentOutcome, DocumentRequest, DocumentStore } from '../../documents.ts';
import type { Prisma, PrismaClient } from '../generated/client.ts';
import { guarded } from '../guarded.ts';
import { followStaffFile } from '../../../features/staff/postgres/file-follows.ts';
import { performAct } from '../acts.ts';
import { documentAct } from './act.ts';
import { actorOf, namesOf } from '../named-actors.ts';
import { documentRow, revisionRow } from './rows.ts';

/** Documents in PostgreSQL. */
export function createDocumentStore(prisma: PrismaClient): DocumentStore {
  return guarded<DocumentStore>({
    async act<Content, Act extends { type: string }>(
      request: DocumentRequest<Content, Act>,
    ): Promise<DocumentOutcome<Content>> {
      const act = documentAct(request);
      return performAct(prisma, request, {
        ...act,
        async write(tx, plan) {
          await act.write(tx, plan);
          await followStaffFile(tx, request);
        },
      });
    },

    async actsUnder(documentIds, commandId) {
      const rows = await prisma.documentRevision.findMany({
        where: { documentId: { in: [...documentIds] }, commandId },
        select: { actor: true, fingerprint: true },
      });
      return rows.map(({ actor, fingerprint }) => ({ by: actorOf(actor), fingerprint }));
    },

    async get(place, id) {
      const row = await prisma.document.findFirst({ where: { ...place, id } });
      if (!row) return null;
      return documentRow(row, await namesOf(prisma, [row.createdBy, row.updatedBy]));
    },

    peek(place, id) {
      const select = { id: true, revision: true, state: true, content: true, hash: true };
      return prisma.document.findFirst({ where: { ...place, id }, select });
    },

    async list(place, { state, after, limit }) {
      const rows = await prisma.document.findMany({
        where: {
          ...place,
          ...(state === undefined ? {} : { state }),
          ...(after === undefined ? {} : { OR: beyond(after) }),
        },
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
        take: limit,
      });
      const named = await namesOf(
        prisma,
        rows.flatMap((row) => [row.createdBy, row.updatedBy]),
      );
      return rows.map((row) => documentRow(row, named));
    },

    async revisions(place, documentId) {
      const rows = await prisma.documentRevision.findMany({
        where: { documentId, document: place },
        orderBy: { revision: 'asc' },
      });
      if (rows.length === 0) return null;
      const named = await namesOf(
        prisma,
        rows.map(({ actor }) => actor),
      );
      return rows.map((row) => revisionRow(row, named));
    },
  });
}

function beyond({ createdAt, id }: { createdAt: number; id: string }): Prisma.DocumentWhereInput[] {
  const at = new Date(createdAt);
  return [{ createdAt: { lt: at } }, { createdAt: at, id: { lt: id } }];
}
