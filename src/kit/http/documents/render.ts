import type { DocumentRow } from '../../documents.ts';
import type { Beside } from './definition.ts';

export type DocumentBody = ReturnType<typeof renderDocument>;

/** A document of that definition's kind, which has written the content. */
export function renderDocument<Content>(
  { beside }: { beside?: Beside<Content> },
  { id, ...rest }: DocumentRow,
) {
  return { documentId: id, ...rest, ...beside?.of(rest.content as Content) };
}
