import type { DocumentRow, NamedActor, RevisionRow } from '../../../contracts/documents.ts';
import type { Actor } from '../../../domain/enrollment/events.ts';
import type { Document, DocumentRevision, PrismaClient } from '../generated/client.ts';
import { staffNames } from '../reads/staff-names.ts';

/** Who acted, by name: one query for all of them. */
export async function namesOf(
  prisma: Pick<PrismaClient, 'staff'>,
  actors: readonly unknown[],
): Promise<(actor: unknown) => NamedActor> {
  const names = await staffNames(
    prisma,
    actors.map((actor) => actorOf(actor).staffId),
  );
  return (actor) => {
    const { staffId, role } = actorOf(actor);
    return { staffId, role, name: names.get(staffId) ?? null };
  };
}

/** The column was written by the store, so it has this shape. */
export function actorOf(column: unknown): Actor {
  return column as Actor;
}

export function documentRow(row: Document, named: (actor: unknown) => NamedActor): DocumentRow {
  return {
    id: row.id,
    enrollmentId: row.enrollmentId,
    kind: row.kind,
    revision: row.revision,
    state: row.state,
    content: row.content,
    hash: row.hash,
    createdAt: row.createdAt.getTime(),
    createdBy: named(row.createdBy),
    updatedAt: row.updatedAt.getTime(),
    updatedBy: named(row.updatedBy),
  };
}

export function revisionRow(row: DocumentRevision, named: (actor: unknown) => NamedActor): RevisionRow {
  return {
    revision: row.revision,
    act: row.act,
    state: row.state,
    content: row.content,
    hash: row.hash,
    reason: row.reason,
    by: named(row.actor),
    occurredAt: row.occurredAt.getTime(),
    recordedAt: row.recordedAt.getTime(),
  };
}
