import type { ReleasableContent } from '../../src/engine/record/steps/releases.ts';

/** How a release was signed (42 CFR 2.31): by the client, on paper, on that day; it ends with a date. */
export const signedFacts = <Day>(signedOn: Day) => ({
  ...{ expiry: 'date', signer: 'client', signature: 'on-paper', signedOn },
});

/** What a release says in words, beside whom it names. */
export const signedWords = {
  discloser: 'The agency, by anybody who works there',
  substanceUse: 'That the client is in recovery from a substance use disorder, and what for.',
  signerName: 'As on the paper',
  revocationTold: 'In words, and on the form.',
} as const;

/** All that a release has beside whom, what, what for and until when. */
export const signedOnPaper = (signedOn: string) => ({ ...signedFacts(signedOn), ...signedWords });

/** What lets the payer be told of what is asked of it, all that a request may enclose among it. */
export const payerConsent = (expiresOn: string) => ({
  ...{ recipientKind: 'payer' as const, purpose: 'treatment-payment-operations' as const, expiresOn },
  content: ['identity', 'services', 'plan', 'assessment', 'progress'] as ReleasableContent[],
});
