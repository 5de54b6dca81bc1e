/** What is enclosed with a request: kinds only, the papers themselves go their own way. */
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

/** `authorization`: a SAR; `claim`: a SAR that claims the fund's money back; `transfer`: to another level of care. */
export type RequestKind = 'authorization' | 'claim' | 'extension' | 'transfer';
