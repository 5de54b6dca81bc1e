import { type FactsIn, step } from './step.ts';
/** What a release of information may be given for. One consent may stand for all treatment, payment and operations (42 CFR 2.31(a)(4), 2.33). */
export const releasePurposes = [
  'referral',
  'care-coordination',
  'monitoring',
  'authorization',
  'locate',
  'crisis',
  'legal',
  'treatment-payment-operations',
] as const;
export type ReleasePurpose = (typeof releasePurposes)[number];

/** What it may let be told. Counselling notes go by a release of their own (42 CFR 2.31(b)). */
export const releasableContents = [
  'identity',
  'contact-information',
  'presenting-issue',
  'services',
  'goals',
  'payer',
  'plan',
  'assessment',
  'progress',
  'attendance',
  'notes',
  'counselling-notes',
] as const;
export type ReleasableContent = (typeof releasableContents)[number];

/** A provider of the directory, somebody of the team, another person close to the client, the payer, or another agency. */
export const recipientKinds = ['provider', 'team-member', 'person', 'payer', 'agency'] as const;
export type RecipientKind = (typeof recipientKinds)[number];

/** Consent is given, and taken back (RF-3). Names are words: the recipient is known by an id here. */
export const releaseSteps = {
  grantRelease: step<{
    /** Id of the provider, team member or person in the documents. */
    recipient: string;
    recipientKind: RecipientKind;
    purpose: ReleasePurpose;
    content: ReleasableContent[];
    /** The last local day on which it holds. */
    expiresOn: string;
  }>('ReleaseGranted'),
  /** `about`: the release, by the id of the step that granted it. */
  revokeRelease: step<{ about: string }>('ReleaseRevoked'),
};

export type ReleaseFacts = FactsIn<typeof releaseSteps>;
