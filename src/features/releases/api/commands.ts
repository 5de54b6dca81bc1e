import { dateIn } from '../../../kit/http/dates.ts';
import {
  about,
  called,
  note,
  personName,
  prose,
  uuid,
  why,
  withoutRepeats,
} from '../../../kit/http/schemas.ts';
import {
  consentGaps,
  type ReleasableContent,
  recipientKinds,
  releaseExpiries,
  releasableContents,
  releasePurposes,
  revocationOutcomes,
  signatures,
  signers,
  signingAuthorities,
} from '../../../engine/record/steps/releases.ts';
import { fittingRelease } from './recipient.ts';
import { reliedOn, stillServing } from './relied-on.ts';
import type { SpecsFor } from '../../../kit/http/command-spec.ts';
import { team } from '../../../kit/http/roles.ts';
import type { releaseStepRules } from '../step-rules.ts';
import { z } from 'zod';

/** 42 CFR 2.31(b): a consent for counselling notes is combined with no other. */
const counsellingNotesAlone = (content: readonly ReleasableContent[]) =>
  content.length === 1 || !content.includes('counselling-notes');

/** Whoever no id names is named in words, with an address; of the roster somebody is named by it alone. */
function isNamed({ recipient, recipientKind, recipientAddress }: Record<string, unknown>) {
  if (recipient !== undefined || recipientKind === 'payer') return [];
  if (recipientKind === 'team-member')
    return [{ field: 'recipient', detail: 'is missing: a member of the team is named by the roster' }];
  if (recipientAddress !== undefined) return [];
  return [{ field: 'recipientAddress', detail: 'is missing: it goes with a name that is on no list here' }];
}

function saysAuthority({ signer, authority }: Record<string, unknown>) {
  if ((signer === 'representative') === (authority !== undefined)) return [];
  const detail =
    signer === 'representative'
      ? 'is missing: by what the representative may sign'
      : 'is said of a representative alone';
  return [{ field: 'authority', detail }];
}

function saysWhatEndsIt({ expiry, expiryWords }: Record<string, unknown>) {
  if ((expiry === 'date') === (expiryWords === undefined)) return [];
  const detail =
    expiry === 'date' ? 'goes with an event or a condition alone' : 'is missing: the event or the condition';
  return [{ field: 'expiryWords', detail }];
}

function hasCopy({ enters, copy }: Record<string, unknown>) {
  if (enters === undefined || copy !== undefined) return [];
  return [
    { field: 'copy', detail: 'is missing: what came with the referral is entered with its signed copy' },
  ];
}

export const releaseSpecs = {
  grantRelease: {
    summary:
      'Record a release of information that has been signed, with all that 42 CFR 2.31 asks for (RF-3)',
    // The Central Intake Unit sends consents with its referral, and hears of revocations, too.
    roles: ['intake', ...team],
    problems: {
      'release-expired': true,
      'release-not-signed': true,
      'release-too-long': true,
      'unknown-release': true,
      'unknown-consent': true,
      'consent-settled': true,
      'consent-signed-later': true,
    },
    resolve: fittingRelease,
    facts: z.strictObject({
      recipient: uuid.exactOptional().meta({
        description:
          'Who may be told: id of a provider of the directory, of a member of the roster, or of another agency. Left out for the payer, and for whoever is named in words with an address',
      }),
      recipientKind: z.enum(recipientKinds),
      purpose: z.enum(releasePurposes),
      content: z
        .array(z.enum(releasableContents))
        .min(1)
        .max(releasableContents.length)
        .refine(withoutRepeats, 'names something twice')
        .refine(counsellingNotesAlone, {
          error: 'has something beside counselling notes, which go by a release of their own',
        }),
      expiry: z
        .enum(releaseExpiries)
        .meta({ description: 'With what it ends, at the latest on its last day' }),
      expiresOn: dateIn('expires').meta({
        description: 'The last local day on which it holds, whatever else ends it',
      }),
      signer: z.enum(signers),
      authority: z.enum(signingAuthorities).exactOptional().meta({
        description: 'By what a representative may sign for the client',
      }),
      signature: z.enum(signatures),
      signedOn: dateIn('signed'),
      renews: about.exactOptional().meta({ description: 'The release it takes the place of' }),
      enters: about.exactOptional().meta({
        description: 'The consent of the referral that it enters, with the file of what was signed (IN-1)',
      }),
      copy: uuid.exactOptional().meta({ description: 'A file of this client: what was signed' }),
    }),
    details: {
      discloser: called(200).meta({
        description: 'Who may tell: the agency, or whom else it names in general',
      }),
      recipientName: called(200),
      recipientAddress: prose('Of whoever is on no list here: where they are reached.').optional(),
      substanceUse: why(
        'What may be told of a substance use disorder and its treatment, or that nothing may.',
      ),
      expiryWords: why('The event or the condition with which it ends.').optional(),
      signerName: personName(200).meta({ description: 'Whoever signed, as they signed' }),
      revocationTold: why('How the client was told that it can be taken back at any time, and how.'),
      howConsented: prose('With whom present it was signed.').optional(),
      note,
    },
    check: (body) => [isNamed, saysAuthority, saysWhatEndsIt, hasCopy].flatMap((fault) => fault(body)),
  },

  recordNoConsents: {
    summary:
      'Say why a consent of the referral becomes no release, or, where none came, why the client gives none (IN-1)',
    roles: ['intake', ...team],
    problems: { 'unknown-consent': true, 'consent-settled': true },
    resolve: null,
    facts: z.strictObject({
      about: about.exactOptional().meta({ description: 'The consent, where some came' }),
      because: z.enum(consentGaps),
    }),
    details: { reason: why('What the form lacks, or what the client said; what is done instead.'), note },
  },

  revokeRelease: {
    summary: 'Record that the client takes a release back: nothing leaves under it from then on (RF-3)',
    roles: ['intake', ...team],
    problems: { 'unknown-release': true, 'release-already-revoked': true },
    resolve: reliedOn,
    facts: z.strictObject({ about }),
    details: { reason: why('What the client said, if anything.').optional(), note },
  },

  endRelease: {
    summary:
      'Record that the event or the condition has come with which a release ends, or that nobody needs it (RF-3)',
    roles: ['intake', ...team],
    problems: { 'unknown-release': true, 'release-over': true },
    resolve: stillServing,
    facts: z.strictObject({ about }),
    details: { what: why('What happened.'), note },
  },

  tellRevocation: {
    summary:
      'Record that who relied on a release was told that it was taken back, or that nobody had relied on it (RF-3)',
    roles: ['intake', ...team],
    problems: { 'unknown-release': true, 'release-not-revoked': true },
    resolve: null,
    facts: z.strictObject({ about, outcome: z.enum(revocationOutcomes) }),
    details: { told: why('Who was told, and how; or why there was nobody to tell.'), note },
  },
} satisfies SpecsFor<typeof releaseStepRules>;
