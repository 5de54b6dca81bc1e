import { releasableContents, releasePurposes } from '../../../engine/record/steps/releases.ts';
import type { StepsOf } from '../registry.ts';
import { date, inDays, many, note, one, optional, part, prose, type StepForms, thing } from './fields.ts';
import { NamePart, recipientName, RecipientPart, recipientReads } from './recipient-parts.tsx';
import { releases } from './things.ts';

const recipientKinds = ['provider', 'team-member', 'person'] as const;
/** What a referral tells, which is what is asked for most. */
const told = ['identity', 'presenting-issue', 'services', 'goals'] as const;

/** What the client agrees to, and takes back (RF-3). */
export const forms: StepForms<StepsOf<'releases'>> = {
  grantRelease: {
    facts: {
      recipientKind: one('recipient', recipientKinds, { first: () => 'provider' }),
      recipient: part<string>(RecipientPart),
      purpose: one('purpose', releasePurposes),
      content: many('content', releasableContents, () => told),
      expiresOn: date(inDays(365)),
    },
    words: {
      recipientName: part<string>(NamePart, { first: recipientName }),
      howConsented: prose(),
      revocationTold: optional(prose()),
      note,
    },
    reads: recipientReads,
  },
  revokeRelease: {
    facts: { about: thing(releases) },
    words: { reason: optional(prose({ label: 'field.saidOfIt' })), note: null },
    atOnce: true,
  },
};
