import { formatLocalDate, parseLocalDate } from '../../../engine/calendar/index.ts';
import {
  consentGaps,
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
  one,
  optional,
  part,
  prose,
  type StepForms,
  thing,
  type Words,
} from './fields.ts';
import { CopyPart } from './copy-part.tsx';
import {
  filesPath,
  formOf,
  newestCopy,
  owedConsents,
  saidOnForm,
  someOwed,
  triagePath,
} from './from-consent.ts';
import {
  firstRecipient,
  isNamed,
  NamePart,
  recipientCalled,
  recipientName,
  RecipientPart,
  recipientReads,
} from './recipient-parts.tsx';
import { BlankForm, SignaturePart, ToldPart } from './signed-parts.tsx';
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

const isEntered = ({ enters }: Words) => typeof enters === 'string' && enters !== '';

/** What the consent form says that it enters. */
function onForm(known: Known, { enters }: Words): Words {
  const form = formOf(known, enters);
  return form ? saidOnForm(form, known.say) : {};
}

const formSays = (name: string) => (known: Known, words: Words) => {
  const said = onForm(known, words)[name];
  return typeof said === 'string' ? said : undefined;
};

/** Whom the form names, where the list has them by that name. */
function onListOrForm(known: Known, words: Words): string | undefined {
  const named = formOf(known, words['enters'])?.recipient;
  return named === undefined ? firstRecipient(known, words) : recipientCalled(known, words, named);
}

/** What the client agrees to, and takes back (RF-3); with all that 42 CFR 2.31 asks for. */
export const forms: StepForms<StepsOf<'releases'>> = {
  grantRelease: {
    facts: {
      enters: optional(thing(owedConsents, { when: someOwed })),
      copy: optional(part<string>(CopyPart, { first: newestCopy, when: isEntered })),
      recipientKind: one('recipient', recipientKinds, { first: () => 'provider' }),
      recipient: optional(part<string>(RecipientPart, { first: onListOrForm })),
      purpose: one('purpose', releasePurposes),
      content: many('content', releasableContents, () => told),
      expiry: one('expiry', releaseExpiries, {
        first: (known, words) =>
          releaseExpiries.find((one) => one === onForm(known, words)['expiry']) ?? 'date',
      }),
      expiresOn: date((known, words) => formSays('expiresOn')(known, words) ?? lastDay(known, words)),
      signer: one('signer', signers, { first: () => 'client' }),
      authority: optional(
        one('authority', signingAuthorities, { when: ({ signer }) => signer === 'representative' }),
      ),
      signature: one('signature', signatures, { first: () => 'on-paper' }),
      signedOn: date((known, words) => formSays('signedOn')(known, words) ?? inDays(0)(known)),
      renews: optional(known(renewed)),
    },
    words: {
      recipientName: part<string>(NamePart, {
        first: (known, words) => recipientName(known, words) ?? formSays('recipientName')(known, words),
      }),
      recipientAddress: optional(prose({ when: isNamed })),
      substanceUse: prose({ first: ({ say }) => say('release.substanceUse') }),
      expiryWords: optional(
        line({ first: formSays('expiryWords'), when: ({ expiry }) => expiry !== 'date' }),
      ),
      signerName: part<string>(SignaturePart, {
        first: ({ client }, { signer }) => (signer === 'client' ? client : undefined),
      }),
      revocationTold: part<string>(ToldPart),
      discloser: line({ more: true, first: ({ me }) => me.agency.name }),
      howConsented: optional(prose({ more: true })),
      note: optional(prose({ more: true, first: formSays('note') })),
    },
    shows: BlankForm,
    reads: (known) => [
      ...recipientReads(known),
      ...(someOwed({}, known) ? [triagePath(known), filesPath(known)] : []),
    ],
  },
  recordNoConsents: {
    facts: {
      about: optional(thing(owedConsents, { when: someOwed })),
      because: one('consentGap', consentGaps),
    },
    words: { reason: prose({ label: 'field.noConsents' }), note: null },
    reads: (known) => (someOwed({}, known) ? [triagePath(known)] : []),
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
