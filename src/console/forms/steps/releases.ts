import { formatLocalDate, parseLocalDate } from '../../../engine/calendar/index.ts';
import {
  releasableContents,
  releaseExpiries,
  releasePurposes,
  revocationOutcomes,
  signatures,
  signers,
  signingAuthorities,
} from '../../../engine/record/steps/releases.ts';
import type { StepsOf } from '../registry.ts';
import {
  date,
  inDays,
  known,
  type Known,
  line,
  many,
  note,
  one,
  optional,
  part,
  prose,
  type StepForms,
  thing,
  type Words,
} from './fields.ts';
import {
  firstRecipient,
  isNamed,
  NamePart,
  recipientName,
  RecipientPart,
  recipientReads,
} from './recipient-parts.tsx';
import { SignaturePart, ToldPart } from './signed-parts.tsx';
import { releases, revokedReleases } from './things.ts';

const recipientKinds = ['provider', 'team-member', 'person', 'payer', 'agency'] as const;
/** What a referral tells, which is what is asked for most. */
const told = ['identity', 'presenting-issue', 'services', 'goals'] as const;

/** The longest that the agency lets it hold, from its signature on. */
export function lastDay({ status, today }: Known, { signedOn }: Words): string {
  const days = status.policy.profile.releaseAtMostDays?.value ?? 365;
  const signed = typeof signedOn === 'string' ? parseLocalDate(signedOn) : undefined;
  return formatLocalDate((signed ?? today) + days);
}

/** The release on whose duty's line it was opened: it takes that one's place. */
const renewed = ({ duty }: Known) =>
  duty?.kind === 'release.renewal' ? (duty.about ?? undefined) : undefined;

/** What the client agrees to, and takes back (RF-3); with all that 42 CFR 2.31 asks for. */
export const forms: StepForms<StepsOf<'releases'>> = {
  grantRelease: {
    facts: {
      recipientKind: one('recipient', recipientKinds, { first: () => 'provider' }),
      recipient: optional(part<string>(RecipientPart, { first: firstRecipient })),
      purpose: one('purpose', releasePurposes),
      content: many('content', releasableContents, () => told),
      expiry: one('expiry', releaseExpiries, { first: () => 'date' }),
      expiresOn: date(lastDay),
      signer: one('signer', signers, { first: () => 'client' }),
      authority: optional(
        one('authority', signingAuthorities, { when: ({ signer }) => signer === 'representative' }),
      ),
      signature: one('signature', signatures, { first: () => 'on-paper' }),
      signedOn: date(inDays(0)),
      renews: optional(known(renewed)),
    },
    words: {
      recipientName: part<string>(NamePart, { first: recipientName }),
      recipientAddress: optional(prose({ when: isNamed })),
      substanceUse: prose({ first: ({ say }) => say('release.substanceUse') }),
      expiryWords: optional(line({ when: ({ expiry }) => expiry !== 'date' })),
      signerName: part<string>(SignaturePart, {
        first: ({ client }, { signer }) => (signer === 'client' ? client : undefined),
      }),
      revocationTold: part<string>(ToldPart),
      discloser: line({ more: true, first: ({ me }) => me.agency.name }),
      howConsented: optional(prose({ more: true })),
      note,
    },
    reads: recipientReads,
  },
  revokeRelease: {
    facts: { about: thing(releases) },
    words: { reason: optional(prose({ label: 'field.saidOfIt' })), note: null },
    atOnce: true,
  },
  endRelease: {
    facts: { about: thing(releases) },
    words: { what: prose(), note: null },
    atOnce: true,
  },
  tellRevocation: {
    facts: { about: thing(revokedReleases), outcome: one('revocation', revocationOutcomes) },
    words: { told: prose({ label: 'field.revocation' }), note: null },
  },
};
