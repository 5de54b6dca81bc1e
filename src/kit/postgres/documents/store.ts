import type {
  DocumentAsk,
  DocumentGlance,
  DocumentOutcome,
  DocumentPlace,
  DocumentRequest,
  DocumentRow,
  RevisionRow,
} from '../../documents.ts';
import type { ActOutcome, ActStamp } from '../../acts.ts';
import type { DocumentRefusal } from '../../../engine/documents/refusals.ts';
import { struckBy, struckState } from '../../../engine/documents/strike.ts';
import type { Prisma, PrismaClient } from '../generated/client.ts';
import { guarded } from '../guarded.ts';
import { actBefore, performAct, type Transaction } from '../acts.ts';
import { actOnRecord, documentAct } from './act.ts';
import { actorOf, namesOf } from '../named-actors.ts';
import { documentRow, revisionRow } from './rows.ts';

export type DocumentStore = ReturnType<typeof createDocumentStore>;

type AnyAct = DocumentAsk & { kind: { kind: string }; act: { type: string } };

/** What acts on one kind of document bring with them beyond the document, in the act's own transaction. */
export type Follower = {
  kind: string;
  /** Speaks against the act for what its kind cannot see: how it stands with others. */
  refuse?: (tx: Transaction, request: AnyAct) => Promise<DocumentRefusal | null>;
  follow: (tx: Transaction, request: AnyAct) => Promise<unknown>;
};

/**
 * Documents in PostgreSQL. Every query takes the agency, so that none can reach over to another's. All functions throw
 * RecordUnavailableError while it is away; none needs Temporal.
 */
export function createDocumentStore(prisma: PrismaClient, followers: readonly Follower[]) {
  return guarded({
    /** Judges one act against the newest revision and writes the next, both under the document's lock. */
    async act<Content, Act extends { type: string }>(
      request: DocumentRequest<Content, Act>,
    ): Promise<DocumentOutcome<Content>> {
      const act = documentAct(request);
      const follower = followers.find(({ kind }) => kind === request.kind.kind);
      return performAct(prisma, request, {
        ...act,
        async decide(tx) {
          const decided = await act.decide(tx);
          const refusal = decided.ok ? await follower?.refuse?.(tx, request) : null;
          return refusal ? { ok: false, refusal } : decided;
        },
        async write(tx, plan) {
          await act.write(tx, plan);
          await follower?.follow(tx, request);
        },
      });
    },

    /** What an act under that key came to before, whatever would be said of it now; null: there is none. */
    before(ask: DocumentAsk & { kind: { kind: string } }): Promise<ActOutcome<DocumentRow, never> | null> {
      return actBefore(prisma, ask, actOnRecord(ask));
    },

    /** The acts on any of these documents that bear that key. */
    async actsUnder(documentIds: readonly string[], commandId: string): Promise<ActStamp[]> {
      const rows = await prisma.documentRevision.findMany({
        where: { documentId: { in: [...documentIds] }, commandId },
        select: { actor: true, fingerprint: true },
      });
      return rows.map(({ actor, fingerprint }) => ({ by: actorOf(actor), fingerprint }));
    },

    async get(place: DocumentPlace, id: string): Promise<DocumentRow | null> {
      const row = await prisma.document.findFirst({ where: { ...place, id } });
      if (!row) return null;
      return documentRow(row, await namesOf(prisma, [row.createdBy, row.updatedBy]));
    },

    /** What a step's check needs of it, and a page that shows more than the document, in one statement. What was struck out is not there. */
    peek(place: DocumentPlace, id: string): Promise<DocumentGlance | null> {
      const select = { id: true, revision: true, state: true, content: true, hash: true, updatedAt: true };
      const where = { ...place, id, state: { not: struckState } };
      return prisma.document.findFirst({ where, select });
    },

    /** Newest first, at most `limit`. */
    async list(
      place: DocumentPlace,
      {
        state,
        after,
        limit,
      }: {
        state?: string | undefined;
        after?: { createdAt: number; id: string } | undefined;
        limit: number;
      },
    ): Promise<DocumentRow[]> {
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

    /** All of them, oldest first; null when there is no such document. */
    async revisions(place: DocumentPlace, documentId: string): Promise<RevisionRow[] | null> {
      const rows = await prisma.documentRevision.findMany({
        where: { documentId, document: place },
        orderBy: { revision: 'asc' },
      });
      if (rows.length === 0) return null;
      const named = await namesOf(
        prisma,
        rows.map(({ actor }) => actor),
      );
      const struck = struckBy(rows);
      return rows.map((row) => revisionRow(row, named, struck));
    },
  });
}

function beyond({ createdAt, id }: { createdAt: number; id: string }): Prisma.DocumentWhereInput[] {
  const at = new Date(createdAt);
  return [{ createdAt: { lt: at } }, { createdAt: at, id: { lt: id } }];
}
