import type { DocumentRow, RevisionRow } from '../../contracts/documents.ts';
import { iso } from '../render/instants.ts';

export function renderDocument(row: DocumentRow) {
  const { id, createdAt, updatedAt, ...rest } = row;
  return { documentId: id, ...rest, createdAt: iso(createdAt), updatedAt: iso(updatedAt) };
}

export function renderRevision({ occurredAt, recordedAt, ...rest }: RevisionRow) {
  return { ...rest, occurredAt: iso(occurredAt), recordedAt: iso(recordedAt) };
}
