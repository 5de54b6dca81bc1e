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

/** Who has signed: the client, or somebody who may sign for them (42 CFR 2.14, 2.15). */
export const signers = ['client', 'representative'] as const;
export const signingAuthorities = [
  'parent-of-minor',
  'guardian',
  'power-of-attorney',
  'personal-representative',
] as const;
export const signatures = ['on-screen', 'on-paper'] as const;

/** With what it ends. Whatever it is, a last day is named: an event that never comes would leave it standing for ever. */
export const releaseExpiries = ['date', 'event', 'condition'] as const;

/** Why there is no release of a consent: the client gives none, it holds for nothing, it is not there, none is needed. */
export const consentGaps = ['declined', 'not-valid', 'not-there', 'not-needed'] as const;

export const revocationOutcomes = ['told', 'nobody-relied'] as const;

/** Looked up: the provider that could be told goes on serving the client, under that referral. */
type StillServing = { providerServes?: true; serves?: string };

/**
 * Consent is given, ends, and is taken back (RF-3). What 42 CFR 2.31 asks for in words (who tells, what of it is about a
 * substance use disorder, whom, how it can be taken back, the signature) is kept beside these facts.
 */
export const releaseSteps = {
  grantRelease: step<{
    /** Id of the provider, member of the roster or agency; left out where somebody is named by name and address alone. */
    recipient?: string;
    recipientKind: RecipientKind;
    purpose: ReleasePurpose;
    content: ReleasableContent[];
    /** Left out in what was recorded before the elements of 2.31 were asked for, as are all below but the last day. */
    expiry?: (typeof releaseExpiries)[number];
    /** The last local day on which it holds. */
    expiresOn: string;
    signer?: (typeof signers)[number];
    authority?: (typeof signingAuthorities)[number];
    signature?: (typeof signatures)[number];
    signedOn?: string;
    /** The release it takes the place of; looked up by that, the referral whose provider serves the client. */
    renews?: string;
    serves?: string;
    /** The consent of the referral that it enters (IN-1), and the file with what was signed; looked up: the file's hash. */
    enters?: string;
    copy?: string;
    copyHash?: string;
  }>('ReleaseGranted'),
  /** `about`: the release, by the id of the step that granted it. Looked up: whether something was told under it. */
  revokeRelease: step<StillServing & { about: string; relied?: true }>('ReleaseRevoked'),
  /** The event came, or the condition, with which it ends; or nobody needs it any more. */
  endRelease: step<StillServing & { about: string }>('ReleaseEnded'),
  /** IN-1: why a consent of the referral becomes no release; of a referral that came without any, why the client gives none. */
  recordNoConsents: step<{ about?: string; because: (typeof consentGaps)[number] }>('ConsentsNotGiven'),
  /** Who relied on a release that was taken back was told of that; or nobody did. */
  tellRevocation: step<{ about: string; outcome: (typeof revocationOutcomes)[number] }>('RevocationTold'),
};

export type ReleaseFacts = FactsIn<typeof releaseSteps>;
