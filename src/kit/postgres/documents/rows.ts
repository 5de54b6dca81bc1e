import type { DocumentRow, NamedActor, RevisionRow } from '../../documents.ts';
import type { Document, DocumentRevision } from '../generated/client.ts';

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

export function revisionRow(
  row: DocumentRevision,
  named: (actor: unknown) => NamedActor,
  struck: ReadonlyMap<number, number>,
): RevisionRow {
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
    struckBy: struck.get(row.revision) ?? null,
  };
}
