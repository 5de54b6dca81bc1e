/** Of which kind what is enclosed with a request is. */
export const requestDocuments = [
  'sccp',
  'placement-criteria',
  'acuity-index',
  'acuity-documentation',
  'rst-meeting',
  'rss-tool',
  'other',
] as const;
export type RequestDocument = (typeof requestDocuments)[number];

/**
 * What goes with a request, by its id in the client's own record: a document at that revision, a file, or a step. `hash`
 * names its words or its bytes as they were sent; a recorded step has none, since it never changes.
 */
export type Enclosure = { document: RequestDocument; id: string; revision?: number; hash?: string };

/** The kinds of what is enclosed, each once. Requests from before enclosures had names have kinds alone. */
export function enclosedKinds({
  enclosed,
  documents = [],
}: {
  enclosed?: readonly Enclosure[];
  documents?: readonly RequestDocument[];
}): readonly RequestDocument[] {
  return enclosed ? [...new Set(enclosed.map(({ document }) => document))] : documents;
}

/** `authorization`: a SAR; `claim`: a SAR that claims the fund's money back; `transfer`: to another level of care. */
export type RequestKind = 'authorization' | 'claim' | 'extension' | 'transfer';
