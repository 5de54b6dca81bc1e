import type { DocumentRow, RevisionRow } from '../../documents.ts';
import { iso } from '../instants.ts';
import type { DocumentDefinition } from './definition.ts';

type Shown<Content, Act extends { type: string }> = Pick<DocumentDefinition<Content, Act>, 'show' | 'beside'>;

/** A document of that definition's kind, which has written the content. */
export function renderDocument<Content, Act extends { type: string }>(
  { show, beside }: Shown<Content, Act>,
  row: DocumentRow,
) {
  const { id, createdAt, updatedAt, content, ...rest } = row;
  return {
    ...{ documentId: id, ...rest, createdAt: iso(createdAt), updatedAt: iso(updatedAt) },
    content: show ? show(content as Content) : content,
    ...beside?.of(content as Content),
  };
}

export function renderRevision<Content, Act extends { type: string }>(
  { show }: Shown<Content, Act>,
  { occurredAt, recordedAt, content, ...rest }: RevisionRow,
) {
  return {
    ...{ ...rest, occurredAt: iso(occurredAt), recordedAt: iso(recordedAt) },
    content: show ? show(content as Content) : content,
  };
}
